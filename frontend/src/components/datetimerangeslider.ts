import { DateRangeSlider } from "./daterangeslider.ts";

/** A slider over a range of moments. */
export class DatetimeRangeSlider extends DateRangeSlider {
  protected override readonly unit = 1;
}
