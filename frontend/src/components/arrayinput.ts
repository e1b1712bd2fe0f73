import { LiteralInput } from "./literalinput.ts";

/** An array as text. The server reads it. */
export class ArrayInput extends LiteralInput {}
