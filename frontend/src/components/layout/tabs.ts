import { html, render } from "lit-html";
import { repeat } from "lit-html/directives/repeat.js";
import type { ComponentId } from "../../core/messages.ts";
import { ComponentElement } from "../base.ts";
import { showScroll, type LinearProps } from "../layout.ts";
import { cross } from "./icons.ts";
import "./styles.ts";

/** Each component's id, also of those that the browser does not have, and its title. */
export type Titles = [key: ComponentId, title: string][];

interface TabsProps extends LinearProps {
  active: number;
  closable: boolean;
  dynamic: boolean;
  tabs_location: "above" | "below" | "left" | "right";
  titles: Titles;
}

/** One component is seen, the others wait behind their tabs. */
export class Tabs extends ComponentElement<TabsProps> {
  readonly #bar = document.createElement("div");
  readonly #panels = new Map<string, HTMLElement>();

  protected override update(): void {
    const { tabs_location: location, titles, active, scroll } = this.props;
    this.dataset["location"] = location;
    if (!this.#bar.isConnected) this.prepend(this.#bar);
    this.#bar.className = "lanai-tabs";
    this.#bar.setAttribute("role", titles.length > 0 ? "tablist" : "none");
    const upright = location === "left" || location === "right";
    this.#bar.setAttribute("aria-orientation", upright ? "vertical" : "horizontal");
    const keys = keysOf(titles);
    render(
      repeat(
        titles,
        (_, index) => keys[index],
        ([id, title], index) => this.#tab(id, title, index, `${this.#prefix}-${keys[index]}`),
      ),
      this.#bar,
    );
    this.#showPanels(keys);
    for (const panel of this.#panels.values()) showScroll(panel, scroll);
    this.#panels.get(keys[active] ?? "")?.setAttribute("tabindex", "0");
  }

  get #prefix(): string {
    return `lanai-tab-${this.dataset["lanai"]}`;
  }

  #tab(id: ComponentId, title: string, index: number, name: string): unknown {
    const { active, closable } = this.props;
    const close = html`<span class="lanai-tab-close" aria-hidden="true" title=${`Close ${title}`} @click=${(event: Event) => this.#close(event, id)}>${cross()}</span>`;
    return html`<button
      type="button"
      role="tab"
      class="lanai-tab"
      id=${name}
      aria-selected=${index === active ? "true" : "false"}
      aria-controls=${`${name}-panel`}
      aria-keyshortcuts=${closable ? "Delete" : ""}
      tabindex=${index === active ? 0 : -1}
      @click=${() => this.#choose(index)}
      @keydown=${(event: KeyboardEvent) => this.#key(event, index, id)}
    >${title}${closable ? close : ""}</button>`;
  }

  #showPanels(keys: string[]): void {
    const { titles, objects, active } = this.props;
    for (const [key, panel] of this.#panels) {
      if (keys.includes(key)) continue;
      this.context.arrange(panel, []);
      panel.remove();
      this.#panels.delete(key);
    }
    keys.forEach((key, index) => {
      const [id] = titles[index] as Titles[number];
      const panel = this.#panels.get(key) ?? this.#panel(key);
      panel.hidden = index !== active;
      this.context.arrange(panel, objects.includes(id) ? [id] : []);
    });
  }

  #panel(key: string): HTMLElement {
    const panel = document.createElement("div");
    panel.className = "lanai-tab-panel lanai-stack";
    panel.id = `${this.#prefix}-${key}-panel`;
    panel.setAttribute("role", "tabpanel");
    panel.setAttribute("aria-labelledby", `${this.#prefix}-${key}`);
    this.#panels.set(key, panel);
    this.append(panel);
    return panel;
  }

  #choose(index: number): void {
    const place = (index + this.props.titles.length) % this.props.titles.length;
    if (place !== this.props.active) this.edit({ active: place });
    const tab = this.#bar.querySelectorAll<HTMLElement>("[role=tab]")[place];
    tab?.focus();
    tab?.scrollIntoView({ block: "nearest", inline: "nearest" });
  }

  #close(event: Event, id: ComponentId): void {
    event.stopPropagation();
    this.event("close", { key: id });
  }

  #key(event: KeyboardEvent, index: number, id: ComponentId): void {
    const last = this.props.titles.length - 1;
    const places: Record<string, number> = { ArrowRight: index + 1, ArrowDown: index + 1, ArrowLeft: index - 1 };
    Object.assign(places, { ArrowUp: index - 1, Home: 0, End: last });
    const place = places[event.key];
    if (place !== undefined) this.#choose(place);
    else if (event.key === "Delete" && this.props.closable) this.#close(event, id);
    else return;
    event.preventDefault();
  }
}

/** A name for each place, the same for the same component; one that stands twice has two. */
export function keysOf(titles: Titles): string[] {
  const seen = new Map<ComponentId, number>();
  return titles.map(([id]) => {
    const count = seen.get(id) ?? 0;
    seen.set(id, count + 1);
    return count === 0 ? String(id) : `${id}-${count}`;
  });
}
