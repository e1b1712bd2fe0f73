import { ComponentElement } from "./base.ts";
import type { CommonProps } from "./common.ts";

interface StrProps extends CommonProps {
  text: string;
}

/** Preformatted text. */
export class Str extends ComponentElement<StrProps> {
  readonly #text = document.createElement("pre");

  protected override update(): void {
    this.#text.textContent = this.props.text;
    if (this.#text.parentNode !== this) this.replaceChildren(this.#text);
  }
}
