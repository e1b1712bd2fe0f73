import { LiteralInput } from "./literalinput.ts";

/** A moment as text in the app's format. The server reads it. */
export class DatetimeInput extends LiteralInput {}
