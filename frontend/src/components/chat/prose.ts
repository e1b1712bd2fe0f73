import { showMarked } from "../math/index.ts";
import { showOwnStyles } from "../ownstyles.ts";
import { ComponentElement } from "../base.ts";
import type { CommonProps } from "../common.ts";
import "./styles.ts";

interface ProseProps extends CommonProps {
  html: string;
  tail: string;
}

/** Markdown that grows: `html` only at its end, `tail` behind it as a whole. */
export class Prose extends ComponentElement<ProseProps> {
  /** How many of the nodes are those of `html`. */
  #settled = 0;

  grow(name: string, delta: unknown): void {
    if (name !== "html") return;
    this.#cut();
    this.#append(String(delta));
    this.#settled = this.childNodes.length;
    this.#append(this.props.tail);
    this.#finish();
  }

  protected override update(names: ReadonlySet<string> | null): void {
    if (names === null || names.has("html")) {
      this.innerHTML = this.props.html;
      this.#settled = this.childNodes.length;
    } else if (!names.has("tail")) return;
    this.#cut();
    this.#append(this.props.tail);
    this.#finish();
  }

  #finish(): void {
    showOwnStyles(this);
    showMarked(this, this.context.formulas);
  }

  #cut(): void {
    while (this.childNodes.length > this.#settled) this.lastChild?.remove();
  }

  #append(markup: string): void {
    const range = document.createRange();
    range.selectNodeContents(this);
    this.append(range.createContextualFragment(markup));
  }
}
