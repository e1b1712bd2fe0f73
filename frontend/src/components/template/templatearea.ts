/** One area of a template: each component in a cell of its own, which is a card, a slide, a tab's page or a place. */

import { html, render } from "lit-html";
import { reconcile } from "../../core/children.ts";
import type { ComponentId } from "../../core/messages.ts";
import { ComponentElement } from "../base.ts";
import type { CommonProps } from "../common.ts";
import * as icons from "./icons.ts";

interface AreaProps extends CommonProps {
  area: string;
  arrangement: "list" | "cards" | "grid" | "tabs" | "slides";
  columns: number;
  objects: ComponentId[];
  places: ([row: number, column: number, rows: number, columns: number] | null)[];
  row_height: number;
  titles: string[];
}

const TYPING = "input, textarea, select, [contenteditable], [role=slider], wa-slider, wa-input, wa-select, canvas";

export class TemplateArea extends ComponentElement<AreaProps> {
  readonly #cells = new Map<ComponentId, HTMLElement>();
  readonly #bar = document.createElement("div");
  #current = 0;

  override attach(...given: Parameters<ComponentElement["attach"]>): void {
    super.attach(...given);
    if (this.props.arrangement === "slides") addEventListener("keydown", this.#key);
  }

  override detach(): void {
    removeEventListener("keydown", this.#key);
    super.detach();
  }

  protected override update(): void {
    const { arrangement, area, columns, row_height: height } = this.props;
    this.dataset["area"] = area;
    this.dataset["arrangement"] = arrangement;
    this.style.setProperty("--columns", String(columns));
    this.style.setProperty("--row", `${height}px`);
    this.#arrange();
    this.#current = Math.min(this.#current, Math.max(0, this.props.objects.length - 1));
    this.#show();
    this.dispatchEvent(new CustomEvent("lanai-area", { bubbles: true }));
  }

  /** A cell stays where it is while its component does, so that nothing in it loses its state. */
  #arrange(): void {
    const { objects, places } = this.props;
    for (const [id, cell] of this.#cells) {
      if (objects.includes(id)) continue;
      this.context.arrange(cell, []);
      this.#cells.delete(id);
    }
    const cells = objects.map((id) => this.#cells.get(id) ?? this.#make(id));
    reconcile(this, this.#bar.isConnected ? [this.#bar, ...cells] : cells);
    objects.forEach((id, index) => {
      const cell = cells[index] as HTMLElement;
      const place = places[index];
      cell.style.gridArea = place ? `${place[0] + 1} / ${place[1] + 1} / span ${place[2]} / span ${place[3]}` : "";
      cell.style.setProperty("--rows", String(place?.[2] ?? 1));
      this.context.arrange(cell, [id]);
    });
  }

  #make(id: ComponentId): HTMLElement {
    const cell = document.createElement("div");
    cell.className = "cell lanai-area";
    cell.id = `lanai-cell-${id}`;
    this.#cells.set(id, cell);
    return cell;
  }

  // -- one at a time ---------------------------------------------------------------------------------

  #show(): void {
    const { arrangement, objects } = this.props;
    const single = arrangement === "tabs" || arrangement === "slides";
    objects.forEach((id, index) => {
      const cell = this.#cells.get(id) as HTMLElement;
      cell.toggleAttribute("data-off", single && index !== this.#current);
      if (arrangement === "tabs") {
        cell.setAttribute("role", "tabpanel");
        cell.setAttribute("aria-labelledby", `lanai-tab-${id}`);
      } else if (arrangement === "slides") {
        cell.setAttribute("role", "group");
        cell.setAttribute("aria-roledescription", "slide");
        cell.setAttribute("aria-label", `${index + 1} of ${objects.length}`);
      }
    });
    if (!single || objects.length === 0) return this.#bar.remove();
    if (!this.#bar.isConnected) this.prepend(this.#bar);
    this.#bar.className = arrangement;
    render(arrangement === "tabs" ? this.#tabs() : this.#slides(), this.#bar);
  }

  #go(index: number): void {
    const last = this.props.objects.length - 1;
    this.#current = Math.max(0, Math.min(last, index));
    this.#show();
  }

  #tabs(): unknown {
    const { objects, titles } = this.props;
    return html`<div role="tablist" aria-label="Pages" @keydown=${this.#walk}>
      ${objects.map(
        (id, index) =>
          html`<button
            type="button"
            role="tab"
            id=${`lanai-tab-${id}`}
            aria-controls=${`lanai-cell-${id}`}
            aria-selected=${index === this.#current}
            tabindex=${index === this.#current ? 0 : -1}
            @click=${() => this.#go(index)}
          >
            ${titles[index]}
          </button>`,
      )}
    </div>`;
  }

  readonly #walk = (event: KeyboardEvent): void => {
    const { length } = this.props.objects;
    const to = aim(event.key, this.#current, length);
    if (to === undefined) return;
    event.preventDefault();
    this.#go((to + length) % length);
    this.#bar.querySelector<HTMLElement>('[aria-selected="true"]')?.focus();
  };

  #slides(): unknown {
    const last = this.props.objects.length - 1;
    return html`<button
        type="button"
        class="tool"
        aria-label="Previous slide"
        ?disabled=${this.#current === 0}
        @click=${() => this.#go(this.#current - 1)}
      >
        ${icons.back}</button
      ><span role="status" aria-label=${`Slide ${this.#current + 1} of ${last + 1}`}
        >${this.#current + 1} / ${last + 1}</span
      ><button
        type="button"
        class="tool"
        aria-label="Next slide"
        ?disabled=${this.#current === last}
        @click=${() => this.#go(this.#current + 1)}
      >
        ${icons.on}
      </button>`;
  }

  /** The keys of the whole page, unless they are meant for a control. */
  readonly #key = (event: KeyboardEvent): void => {
    const { target } = event;
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return;
    if (target instanceof Element && (target.closest(TYPING) || target.closest("dialog, aside"))) return;
    const to = aim(event.key, this.#current, this.props.objects.length);
    if (to === undefined) return;
    event.preventDefault();
    this.#go(to);
  };
}

/** Where a key leads from `current`; undefined where it leads nowhere. */
function aim(key: string, current: number, count: number): number | undefined {
  switch (key) {
    case "ArrowRight":
    case "PageDown":
      return current + 1;
    case "ArrowLeft":
    case "PageUp":
      return current - 1;
    case "Home":
      return 0;
    case "End":
      return count - 1;
    default:
      return undefined;
  }
}
