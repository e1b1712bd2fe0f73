import { html, nothing } from "lit-html";
import { Widget, type WidgetProps } from "./widget.ts";

interface DatetimeRangeInputProps extends WidgetProps {
  value: [first: string, last: string];
}

const WORDS = ["first", "last"] as const;

/** Two moments as text in the app's format. The server reads them. */
export class DatetimeRangeInput extends Widget<DatetimeRangeInputProps> {
  protected override template(): unknown {
    const { label, disabled } = this.props;
    const [first, last] = WORDS.map(
      (word) => html`<input
        type="text"
        spellcheck="false"
        autocomplete="off"
        aria-label=${label ? `${label}: ${word}` : word}
        .disabled=${disabled}
        @change=${this.#change}
      />`,
    );
    return html`<div class="lanai-date">
        ${label ? html`<span class="lanai-date-title">${label}</span>` : nothing}
        <div class="lanai-frame" role="group" aria-label=${label || nothing} ?data-disabled=${disabled}>
          ${first}<i aria-hidden="true">–</i>${last}
        </div>
      </div>
      ${this.help()}`;
  }

  protected override update(names: ReadonlySet<string> | null = null): void {
    super.update();
    if (names !== null && !names.has("value")) return;
    for (const [place, input] of this.#inputs.entries()) input.value = this.props.value[place] ?? "";
  }

  get #inputs(): HTMLInputElement[] {
    return [...this.querySelectorAll("input")];
  }

  readonly #change = (): void => {
    const [first = "", last = ""] = this.#inputs.map((input) => input.value);
    if (first !== this.props.value[0] || last !== this.props.value[1]) this.edit({ value: [first, last] });
  };
}
