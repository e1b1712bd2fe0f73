/** Icons by the names of the Tabler icons ("alarm", "heart-filled"), or as SVG. */

import { html, nothing } from "lit-html";
import { guard } from "lit-html/directives/guard.js";
import { again } from "../core/again.ts";
import loaders, { type Shapes } from "tabler:icons";
import { harmless } from "./harmless.ts";

const SVG = "http://www.w3.org/2000/svg";

export function isSvg(icon: string | null): icon is string {
  return icon?.trimStart().startsWith("<svg") ?? false;
}

/** The icon, as large as a letter unless `size` (CSS) says otherwise. Nothing where there is none. */
export function iconOf(icon: string | null, size: string | null = null, slot = ""): unknown {
  if (!icon) return nothing;
  const shown = isSvg(icon) ? guard([icon], () => harmless(icon)) : html`<lanai-glyph .glyph=${icon}></lanai-glyph>`;
  const style = size && size !== "1em" ? `font-size: ${CSS.supports("font-size", size) ? size : "1em"}` : nothing;
  return html`<span slot=${slot || nothing} class="lanai-icon" aria-hidden="true" style=${style}>${shown}</span>`;
}

/** Whether there is an icon of that name. */
export async function hasGlyph(name: string): Promise<boolean> {
  return (await shapesOf(name)) !== undefined;
}

async function shapesOf(name: string): Promise<Shapes | undefined> {
  const letter = name[0] ?? "";
  const load = Object.hasOwn(loaders, letter) ? loaders[letter] : undefined;
  if (!load) return undefined;
  const icons = (await again(load)).default;
  return icons && Object.hasOwn(icons, name) ? icons[name] : undefined;
}

/** One icon by name. A name that there is not shows nothing, and is told on the console. */
class Glyph extends HTMLElement {
  #name = "";

  set glyph(name: string) {
    if (name === this.#name) return;
    this.#name = name;
    void this.#show(name);
  }

  async #show(name: string): Promise<void> {
    const shapes = await shapesOf(name);
    if (name !== this.#name) return;
    if (shapes) this.replaceChildren(drawing(shapes, name.endsWith("-filled")));
    else {
      this.replaceChildren();
      console.warn(`[lanai app] unknown-icon: expected the name of a Tabler icon, got "${name}"`);
    }
  }
}

function drawing(shapes: Shapes, filled: boolean): SVGElement {
  const svg = document.createElementNS(SVG, "svg");
  const paint = filled ? { fill: "currentColor" } : { fill: "none", stroke: "currentColor", "stroke-width": "2" };
  set(svg, { viewBox: "0 0 24 24", "stroke-linecap": "round", "stroke-linejoin": "round", ...paint });
  for (const [tag, attributes] of shapes) {
    const shape = document.createElementNS(SVG, tag);
    set(shape, attributes);
    svg.append(shape);
  }
  return svg;
}

function set(element: Element, attributes: Record<string, string>): void {
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
}

customElements.define("lanai-glyph", Glyph);

/** The icon at a button's start. */
export function iconPart({ icon, icon_size: size }: Readonly<{ icon: string | null; icon_size: string }>): unknown {
  return iconOf(icon, size, "start");
}
