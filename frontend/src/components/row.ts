import { LinearLayout } from "./layout.ts";

/** Side by side, never wrapping. */
export class Row extends LinearLayout {}
