import { type NumberFormat, writtenNumber } from "./numbers.ts";
import { type Grid, gridOf } from "./slider/grid.ts";
import { Track, type TrackProps } from "./slider/track.ts";

export type Ends = [low: number, high: number];

export interface RangeProps extends TrackProps {
  start: number;
  end: number;
  step: number;
  value: Ends | null;
  value_throttled: Ends | null;
  format: NumberFormat;
}

/** A slider over a range of numbers. */
export class RangeSlider<P extends RangeProps = RangeProps> extends Track<P> {
  protected override grid(): Grid {
    const { start, end, step } = this.props;
    return gridOf(start, end, step);
  }

  protected override written(value: number): string {
    const { format, start, step } = this.props;
    return writtenNumber(value, format, start, step);
  }

  protected override handles(): number[] {
    return this.props.value ?? [this.props.start, this.props.end];
  }

  protected override valueAt(numbers: number[]): P["value"] {
    return numbers as Ends;
  }
}
