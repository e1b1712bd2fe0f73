import { html } from "lit-html";
import { IntSlider, type SliderProps } from "./intslider.ts";
import { formatted, printf } from "./numbers.ts";
import { numberField } from "./slider/field.ts";
import { type Grid, gridOf } from "./slider/grid.ts";

export interface EditableProps extends SliderProps {
  editable: boolean;
  fixed_start: number | null;
  fixed_end: number | null;
}

/** A slider over whole numbers with a field; it reaches as far as what was typed. */
export class EditableIntSlider extends IntSlider<EditableProps> {
  protected readonly whole: boolean = true;

  protected override template(): unknown {
    const { label, value, start, editable, disabled } = this.props;
    const number = value ?? start;
    const name = label ? `${label}: value` : "Value";
    const field = numberField(name, number, this.#text(number), disabled || !editable, this.#limits(), this.#typed);
    return html`<div class="lanai-editable">${this.slider()}<span>${field}</span></div>
      ${this.help()}`;
  }

  protected override grid(): Grid {
    const { start, end, step, value } = this.props;
    return gridOf(Math.min(start, value ?? start), Math.max(end, value ?? end), step);
  }

  /** What was typed is shown as it is, unless `format` says how. */
  #text(number: number): string {
    const { format } = this.props;
    if (!format) return String(number);
    return typeof format === "string" ? formatted(number, format) : printf(number, format.printf);
  }

  #limits() {
    const { fixed_start: low, fixed_end: high, step } = this.props;
    return { low, high, step, whole: this.whole };
  }

  readonly #typed = (value: number): void => this.edit({ value, value_throttled: value });
}
