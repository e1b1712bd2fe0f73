import { PlayerView, type PlayerProps as Common } from "./player/playerview.ts";

interface PlayerProps extends Common {
  value: number | null;
  value_throttled: number | null;
  start: number;
  end: number;
}

/** Runs through whole numbers. */
export class Player extends PlayerView<PlayerProps> {
  protected override ends(): [number, number] {
    return [this.props.start, this.props.end];
  }

  protected override place(): number {
    return this.props.value ?? this.props.start;
  }

  protected override valueAt(place: number): number {
    return place;
  }

  protected override written(place: number): string {
    return String(place);
  }
}
