import { DatePicker } from "./datepicker.ts";

/** A moment, or nothing. */
export class DatetimePicker extends DatePicker {
  protected override readonly type = "datetime-local";
}
