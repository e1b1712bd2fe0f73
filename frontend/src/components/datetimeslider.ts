import { DateSlider } from "./dateslider.ts";
import { SECOND } from "./slider/times.ts";

/** A slider over moments. */
export class DatetimeSlider extends DateSlider {
  protected override readonly unit = SECOND;
}
