import { LinearLayout } from "./layout.ts";

/** One below the other. */
export class Column extends LinearLayout {}
