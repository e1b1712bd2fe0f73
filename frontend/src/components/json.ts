import { ComponentElement } from "./base.ts";
import type { CommonProps } from "./common.ts";
import { parse } from "./tree/parse.ts";
import { branch } from "./tree/branch.ts";

interface JSONProps extends CommonProps {
  text: string | null;
  depth: number | null;
  hover_preview: boolean;
  theme: "light" | "dark";
}

/** Nested data as a tree. Branches are made when they are first opened, so that large ones cost nothing. */
export class JSONTree extends ComponentElement<JSONProps> {
  protected override update(names: ReadonlySet<string> | null): void {
    const { text, depth, hover_preview: previews, theme } = this.props;
    this.classList.toggle("wa-dark", theme === "dark");
    this.toggleAttribute("data-dark", theme === "dark");
    this.toggleAttribute("data-previews", previews);
    if (names !== null && !names.has("text") && !names.has("depth")) return;
    if (text === null) this.replaceChildren();
    else this.#show(text, depth === null || depth < 0 ? Infinity : depth);
  }

  #show(text: string, depth: number): void {
    try {
      this.replaceChildren(branch(null, parse(text), depth));
    } catch (error) {
      this.#fail(text, error);
    }
  }

  #fail(text: string, error: unknown): void {
    const words = document.createElement("p");
    words.className = "lanai-json-error";
    words.textContent = `This is no JSON: ${error instanceof Error ? error.message : String(error)}`;
    const source = document.createElement("pre");
    source.textContent = text;
    this.replaceChildren(words, source);
  }
}
