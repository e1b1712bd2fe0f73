import { DateField } from "./dates/datefield.ts";

/** A day, or nothing. */
export class DatePicker extends DateField {}
