import { ComponentElement } from "./base.ts";
import type { CommonProps } from "./common.ts";
import { showDelimited } from "./math/index.ts";

interface LaTeXProps extends CommonProps {
  text: string;
}

/** Text with formulas. What was shown stays until the new one is ready, so that nothing flickers. */
export class LaTeX extends ComponentElement<LaTeXProps> {
  #place: HTMLElement | null = null;

  protected override update(names: ReadonlySet<string> | null): void {
    if (names !== null && !names.has("text")) return;
    const place = document.createElement("div");
    place.textContent = this.props.text;
    this.#place = place;
    void showDelimited(place, this.context.formulas, true).then(() => {
      if (this.#place === place) this.replaceChildren(place);
    });
  }
}
