import "@awesome.me/webawesome/dist/components/option/option.js";
import "@awesome.me/webawesome/dist/components/select/select.js";
import type WaSelect from "@awesome.me/webawesome/dist/components/select/select.js";
import { html } from "lit-html";
import { Widget, type WidgetProps } from "./widget.ts";

interface SelectProps extends WidgetProps {
  options: string[];
  value: string | null;
  disabled_options: string[];
  size: number;
}

/** One of several labels: a menu, or with `size` above 1 a list. */
export class Select extends Widget<SelectProps> {
  protected override template(): unknown {
    return html`${this.props.size > 1 ? this.#list() : this.#menu()}${this.help()}`;
  }

  protected override update(names: ReadonlySet<string> | null = null): void {
    super.update();
    if (names === null || ["value", "options", "size"].some((name) => names.has(name))) void this.#showValue();
  }

  /** Options are known by their place, since a label may be any text. */
  #menu(): unknown {
    const { label, options, disabled_options: closed, disabled } = this.props;
    const choices = options.map(
      (option, index) => html`<wa-option value=${index} .disabled=${closed.includes(option)}>${option}</wa-option>`,
    );
    return html`<wa-select .label=${label} .disabled=${disabled} @change=${this.#change}>${choices}</wa-select>`;
  }

  #list(): unknown {
    const { label, options, disabled_options: closed, size, disabled } = this.props;
    const choices = options.map(
      (option, index) => html`<option value=${index} .disabled=${closed.includes(option)}>${option}</option>`,
    );
    return html`<label class="lanai-list"
      ><span>${label}</span
      ><select size=${size} .disabled=${disabled} @change=${this.#change}>
        ${choices}
      </select></label
    >`;
  }

  async #showValue(): Promise<void> {
    const field = this.querySelector<WaSelect | HTMLSelectElement>("wa-select, select");
    // A menu knows its options only after they have rendered.
    if (field && "updateComplete" in field) await field.updateComplete;
    const place = this.props.value === null ? -1 : this.props.options.indexOf(this.props.value);
    if (field) field.value = place < 0 ? "" : String(place);
  }

  readonly #change = (event: Event): void => {
    const place = (event.currentTarget as WaSelect | HTMLSelectElement).value as string;
    const value = this.props.options[Number(place)];
    if (value !== undefined && value !== this.props.value) this.edit({ value });
  };
}
