import type { Grid } from "./slider/grid.ts";
import { DAY, type Timeline, timeGrid, writtenTime } from "./slider/times.ts";
import { Track, type TrackProps } from "./slider/track.ts";

interface DateSliderProps extends TrackProps, Timeline {
  value: number | null;
  value_throttled: number | null;
}

/** A slider over days. */
export class DateSlider extends Track<DateSliderProps> {
  /** What `step` counts, in ms. */
  protected readonly unit: number = DAY;

  protected override grid(): Grid {
    return timeGrid(this.props, this.unit);
  }

  protected override written(value: number): string {
    return writtenTime(value, this.props, this.unit);
  }

  protected override handles(): number[] {
    return [this.props.value ?? this.props.start ?? 0];
  }

  protected override valueAt([number]: number[]): number {
    return number as number;
  }
}
