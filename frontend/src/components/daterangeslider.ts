import type { Ends } from "./rangeslider.ts";
import type { Grid } from "./slider/grid.ts";
import { DAY, type Timeline, timeGrid, writtenTime } from "./slider/times.ts";
import { Track, type TrackProps } from "./slider/track.ts";

interface DateRangeSliderProps extends TrackProps, Timeline {
  value: Ends | null;
  value_throttled: Ends | null;
}

/** A slider over a range of days. */
export class DateRangeSlider extends Track<DateRangeSliderProps> {
  /** What `step` counts, in ms. */
  protected readonly unit: number = DAY;

  protected override grid(): Grid {
    return timeGrid(this.props, this.unit);
  }

  protected override written(value: number): string {
    return writtenTime(value, this.props, this.unit);
  }

  protected override handles(): number[] {
    const { value, start, end } = this.props;
    return value ?? [start ?? 0, end ?? start ?? 0];
  }

  protected override valueAt(numbers: number[]): Ends {
    return numbers as Ends;
  }
}
