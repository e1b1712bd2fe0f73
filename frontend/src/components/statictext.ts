import { ComponentElement } from "./base.ts";
import type { CommonProps } from "./common.ts";

interface StaticTextProps extends CommonProps {
  label: string;
  text: string;
}

/** A label and a text. */
export class StaticText extends ComponentElement<StaticTextProps> {
  readonly #label = document.createElement("b");
  readonly #text = document.createElement("span");

  protected override update(): void {
    const { label, text } = this.props;
    this.#label.textContent = `${label}:`;
    this.#text.textContent = text;
    if (label && this.#label.parentNode !== this) this.replaceChildren(this.#label, " ", this.#text);
    else if (!label && this.childNodes.length !== 1) this.replaceChildren(this.#text);
  }
}
