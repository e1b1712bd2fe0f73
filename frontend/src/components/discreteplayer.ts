import { PlayerView, type PlayerProps as Common } from "./player/playerview.ts";

interface DiscretePlayerProps extends Common {
  value: string | null;
  value_throttled: string | null;
  options: string[];
}

/** Runs through labels. */
export class DiscretePlayer extends PlayerView<DiscretePlayerProps> {
  protected override ends(): [number, number] {
    return [0, this.props.options.length - 1];
  }

  protected override place(): number {
    const { options, value } = this.props;
    return Math.max(0, value === null ? 0 : options.indexOf(value));
  }

  protected override valueAt(place: number): string | null {
    return this.props.options[place] ?? null;
  }

  protected override written(place: number): string {
    return this.props.options[place] ?? "";
  }
}
