import { html } from "lit-html";
import { Widget, type WidgetProps } from "./widget.ts";

interface MultiSelectProps extends WidgetProps {
  options: string[];
  value: string[];
  size: number;
}

/** Any number of several labels, as a list. */
export class MultiSelect extends Widget<MultiSelectProps> {
  protected override template(): unknown {
    const { label, options, size, disabled } = this.props;
    const choices = options.map((option, index) => html`<option value=${index}>${option}</option>`);
    return html`<label class="lanai-list"
        ><span>${label}</span
        ><select multiple size=${size} .disabled=${disabled} @change=${this.#change} @dblclick=${this.#double}>
          ${choices}
        </select></label
      >${this.help()}`;
  }

  protected override update(): void {
    super.update();
    for (const option of this.#list.options) {
      option.selected = this.props.value.includes(this.props.options[Number(option.value)] as string);
    }
  }

  get #list(): HTMLSelectElement {
    return this.querySelector("select") as HTMLSelectElement;
  }

  readonly #double = ({ target }: Event): void => {
    if (target instanceof HTMLOptionElement) this.event("double_click", { place: Number(target.value) });
  };

  readonly #change = (): void => {
    const chosen = [...this.#list.selectedOptions].map(({ value }) => this.props.options[Number(value)] as string);
    this.edit({ value: chosen });
  };
}
