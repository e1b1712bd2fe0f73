import { DatetimePicker } from "./datetimepicker.ts";

/** A range of moments, or nothing. */
export class DatetimeRangePicker extends DatetimePicker {
  protected override readonly isRange = true;
}
