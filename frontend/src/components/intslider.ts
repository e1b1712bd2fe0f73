import { type NumberFormat, writtenNumber } from "./numbers.ts";
import { type Grid, gridOf } from "./slider/grid.ts";
import { Track, type TrackProps } from "./slider/track.ts";

export interface SliderProps extends TrackProps {
  start: number;
  end: number;
  step: number;
  value: number | null;
  value_throttled: number | null;
  format: NumberFormat;
}

/** A slider over whole numbers. */
export class IntSlider<P extends SliderProps = SliderProps> extends Track<P> {
  protected override grid(): Grid {
    const { start, end, step } = this.props;
    return gridOf(start, end, step);
  }

  /** With as many decimals as the steps have, or as `format` says. */
  protected override written(value: number): string {
    const { format, start, step } = this.props;
    return writtenNumber(value, format, start, step);
  }

  protected override handles(): number[] {
    return [this.props.value ?? this.props.start];
  }

  protected override valueAt([number]: number[]): P["value"] {
    return number as P["value"];
  }
}
