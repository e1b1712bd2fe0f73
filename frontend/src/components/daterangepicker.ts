import { DateField } from "./dates/datefield.ts";

/** A range of days, or nothing. */
export class DateRangePicker extends DateField {
  protected override readonly isRange = true;
}
