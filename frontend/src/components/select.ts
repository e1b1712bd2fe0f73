import "@awesome.me/webawesome/dist/components/option/option.js";
import "@awesome.me/webawesome/dist/components/select/select.js";
import type WaSelect from "@awesome.me/webawesome/dist/components/select/select.js";
import { html } from "lit-html";
import { Widget, type WidgetProps } from "./widget.ts";

interface SelectProps extends WidgetProps {
  options: string[];
  value: string | null;
  disabled_options: string[];
  groups: Record<string, string[]> | null;
  size: number;
}

type Choice = (option: string, place: number, closed: boolean) => unknown;

/** One of several labels: a menu, or with `size` above 1 a list. */
export class Select extends Widget<SelectProps> {
  protected override template(): unknown {
    return html`${this.props.size > 1 ? this.#list() : this.#menu()}${this.help()}`;
  }

  protected override update(names: ReadonlySet<string> | null = null): void {
    super.update();
    if (names === null || ["value", "options", "size", "groups"].some((name) => names.has(name))) void this.#showValue(names === null || !names.has("value") || names.has("options"));
  }

  /** Options are known by their place, since a label may be any text. */
  #menu(): unknown {
    const { label, disabled } = this.props;
    const choices = this.#headed(
      (option, index, closed) => html`<wa-option value=${index} .label=${option} .disabled=${closed}>${option}</wa-option>`,
      (heading, choices) => html`<small class="lanai-heading">${heading}</small>${choices}`,
    );
    return html`<wa-select .label=${label} .disabled=${disabled} @change=${this.#change}>${choices}</wa-select>`;
  }

  #list(): unknown {
    const { label, size, disabled } = this.props;
    const choices = this.#headed(
      (option, index, closed) => html`<option value=${index} .disabled=${closed}>${option}</option>`,
      (heading, choices) => html`<optgroup label=${heading}>${choices}</optgroup>`,
    );
    return html`<label class="lanai-list"
      ><span>${label}</span
      ><select size=${size} .disabled=${disabled} @change=${this.#change}>
        ${choices}
      </select></label
    >`;
  }

  /** The options, below their headings where they have some. */
  #headed(choice: Choice, group: (heading: string, choices: unknown[]) => unknown): unknown[] {
    const { options, disabled_options: closed, groups } = this.props;
    let place = 0;
    const shown = (labels: string[]): unknown[] =>
      labels.map((label) => choice(label, place++, closed.includes(label)));
    if (!groups) return shown(options);
    return Object.entries(groups).map(([heading, labels]) => group(heading, shown(labels)));
  }

  async #showValue(options: boolean): Promise<void> {
    const field = this.querySelector<WaSelect | HTMLSelectElement>("wa-select, select");
    // A menu knows its options only after they have rendered, and shows the old label of a place until it is chosen anew.
    if (field && "updateComplete" in field) {
      await field.updateComplete;
      if (options) field.value = "";
      await field.updateComplete;
    }
    const place = this.props.value === null ? -1 : this.props.options.indexOf(this.props.value);
    if (field) field.value = place < 0 ? "" : String(place);
  }

  readonly #change = (event: Event): void => {
    const place = (event.currentTarget as WaSelect | HTMLSelectElement).value as string;
    const value = this.props.options[Number(place)];
    if (value !== undefined && value !== this.props.value) this.edit({ value });
  };
}
