import { IntInput } from "./intinput.ts";

/** Any number, or nothing. */
export class FloatInput extends IntInput {
  protected override rounded(number: number): number {
    return number;
  }
}
