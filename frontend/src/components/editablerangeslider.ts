import { html } from "lit-html";
import { formatted, printf } from "./numbers.ts";
import { type Ends, type RangeProps, RangeSlider } from "./rangeslider.ts";
import { type Limits, numberField } from "./slider/field.ts";
import { type Grid, gridOf } from "./slider/grid.ts";

interface EditableRangeProps extends RangeProps {
  editable: [boolean, boolean];
  fixed_start: number | null;
  fixed_end: number | null;
}

/** A slider over a range with a field for each end; it reaches as far as what was typed. */
export class EditableRangeSlider extends RangeSlider<EditableRangeProps> {
  protected override template(): unknown {
    const { fixed_start: start, fixed_end: end, step } = this.props;
    const [low, high] = this.#ends();
    const lower = this.#field("lower end", 0, { low: start, high, step, whole: false });
    const upper = this.#field("upper end", 1, { low, high: end, step, whole: false });
    return html`<div class="lanai-editable">${this.slider()}<span>${lower}<i aria-hidden="true">…</i>${upper}</span></div>
      ${this.help()}`;
  }

  protected override grid(): Grid {
    const { start, end, step } = this.props;
    const [low, high] = this.#ends();
    return gridOf(Math.min(start, low), Math.max(end, high), step);
  }

  #ends(): Ends {
    const { value, start, end } = this.props;
    return value ?? [start, end];
  }

  #field(word: string, place: 0 | 1, limits: Limits): unknown {
    const { label, editable, disabled, format } = this.props;
    const number = this.#ends()[place];
    const text = !format ? String(number) : typeof format === "string" ? formatted(number, format) : printf(number, format.printf);
    const name = label ? `${label}: ${word}` : word;
    return numberField(name, number, text, disabled || !editable[place], limits, (typed) => {
      const value: Ends = [...this.#ends()];
      value[place] = typed;
      this.edit({ value, value_throttled: value });
    });
  }
}
