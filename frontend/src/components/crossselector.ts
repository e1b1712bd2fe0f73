import { html, nothing } from "lit-html";
import { live } from "lit-html/directives/live.js";
import { Widget, type WidgetProps } from "./widget.ts";

type Side = "left" | "right";

interface CrossSelectorProps extends WidgetProps {
  options: string[];
  value: string[];
  size: number;
  hidden: Partial<Record<Side, number[]>> | null;
}

/** Milliseconds without a key after which a filter is asked for. */
const PAUSE = 150;

/** Two lists: what is not chosen, and what is. Sends "filter" with what is typed above a list. */
export class CrossSelector extends Widget<CrossSelectorProps> {
  #waiting: ReturnType<typeof setTimeout> | undefined;

  protected override template(): unknown {
    const { label, disabled, value, options } = this.props;
    const left = options.filter((option) => !value.includes(option));
    return html`<fieldset class="lanai-cross" .disabled=${disabled}>
        ${label ? html`<legend>${label}</legend>` : nothing}
        <div>
          ${this.#list("left", "Options", left)}
          <div class="lanai-cross-buttons">
            ${this.#button("Choose", "M9 6l6 6-6 6", () => this.#move("left"))}
            ${this.#button("Take back", "M15 6l-6 6 6 6", () => this.#move("right"))}
          </div>
          ${this.#list("right", "Chosen", value)}
        </div>
      </fieldset>${this.help()}`;
  }

  #list(side: Side, title: string, labels: string[]): unknown {
    const hidden = new Set((this.props.hidden?.[side] ?? []).map((place) => this.props.options[place]));
    const shown = labels.filter((label) => !hidden.has(label));
    return html`<div class="lanai-cross-side">
      <input
        type="search"
        class="lanai-input"
        placeholder=${`Filter ${title.toLowerCase()}`}
        aria-label=${`Filter ${title.toLowerCase()}`}
        @input=${(event: Event) => this.#filter(side, (event.currentTarget as HTMLInputElement).value)}
      />
      <select multiple class="lanai-native" size=${this.props.size} aria-label=${title} data-side=${side}
        @dblclick=${() => this.#move(side)}>
        ${shown.map((label) => html`<option .value=${live(label)}>${label}</option>`)}
      </select>
    </div>`;
  }

  #button(name: string, path: string, click: () => void): unknown {
    return html`<button type="button" class="lanai-plain" aria-label=${name} title=${name} @click=${click}>
      <svg viewBox="0 0 24 24" aria-hidden="true"><path d=${path} /></svg>
    </button>`;
  }

  #filter(side: Side, pattern: string): void {
    clearTimeout(this.#waiting);
    this.#waiting = setTimeout(() => this.event("filter", { side, pattern }), PAUSE);
  }

  /** Moves what is marked in one list to the other. */
  #move(from: Side): void {
    const list = this.querySelector<HTMLSelectElement>(`select[data-side="${from}"]`);
    const marked = [...(list?.selectedOptions ?? [])].map(({ value }) => value);
    if (marked.length === 0) return;
    for (const option of list?.options ?? []) option.selected = false;
    const rest = this.props.value.filter((label) => !marked.includes(label));
    this.edit({ value: from === "left" ? [...rest, ...marked] : rest });
  }
}
