import { TextInput } from "./textinput.ts";

/** A text that cannot be read over the shoulder, unless the visitor asks to see it. */
export class PasswordInput extends TextInput {
  protected override readonly type = "password";

  protected override entered(): void {
    // Entering a password is no event of its own.
  }
}
