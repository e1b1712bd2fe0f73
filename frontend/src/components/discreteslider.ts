import { type Grid, gridOf } from "./slider/grid.ts";
import { Track, type TrackProps } from "./slider/track.ts";

interface DiscreteSliderProps extends TrackProps {
  options: string[];
  value: string | null;
  value_throttled: string | null;
}

/** A slider over labels. */
export class DiscreteSlider extends Track<DiscreteSliderProps> {
  protected override grid(): Grid {
    return gridOf(0, this.props.options.length - 1, 1);
  }

  protected override written(place: number): string {
    return this.props.options[place] ?? "";
  }

  protected override handles(): number[] {
    const { options, value } = this.props;
    return [Math.max(0, value === null ? 0 : options.indexOf(value))];
  }

  protected override valueAt([place]: number[]): string | null {
    return this.props.options[place as number] ?? null;
  }
}
