import "@awesome.me/webawesome/dist/components/slider/slider.js";
import type WaSlider from "@awesome.me/webawesome/dist/components/slider/slider.js";
import { html, nothing } from "lit-html";
import { live } from "lit-html/directives/live.js";
import { Widget, type WidgetProps } from "./widget.ts";

export interface SliderProps extends WidgetProps {
  start: number;
  end: number;
  step: number;
  value: number;
  value_throttled: number | null;
  show_value: boolean;
  orientation: "horizontal" | "vertical";
  direction: "ltr" | "rtl";
  bar_color: string;
  tooltips: boolean;
}

/** The bar colour that means "the theme's". */
const THEME_BAR_COLOR = "#e6e6e6";

/** `value` follows the drag, `value_throttled` its end. */
export class IntSlider<P extends SliderProps = SliderProps> extends Widget<P> {
  protected override template(): unknown {
    const { start, end, step, value, orientation, direction, tooltips, disabled } = this.props;
    return html`<wa-slider
        dir=${direction}
        style=${this.#barStyle()}
        .min=${start}
        .max=${end}
        .step=${step}
        .value=${live(value)}
        orientation=${orientation}
        .withTooltip=${tooltips}
        .valueFormatter=${this.#written}
        .disabled=${disabled}
        @input=${this.#input}
        @change=${this.#change}
        >${this.#title()}</wa-slider
      >${this.help()}`;
  }

  /** The value as the visitor reads it. */
  protected written(value: number): string {
    return String(value);
  }

  readonly #written = (value: number): string => this.written(value);

  /** The value stands beside the label for the eye only: the slider tells it by itself. */
  #title(): unknown {
    const { label, value, show_value: showValue } = this.props;
    const name = label ? html`<span>${label}</span>` : html`<span class="lanai-unseen">Value</span>`;
    const shown = showValue ? html`<span aria-hidden="true">${label ? ": " : ""}<b>${this.written(value)}</b></span>` : nothing;
    return html`<span slot="label">${name}${shown}</span>`;
  }

  #barStyle(): string {
    const { bar_color: color } = this.props;
    return color === THEME_BAR_COLOR || !CSS.supports("color", color) ? "" : `--lanai-bar: ${color}`;
  }

  readonly #input = (event: Event): void => {
    this.editContinuously({ value: (event.currentTarget as WaSlider).value } as Partial<P>);
  };

  readonly #change = (event: Event): void => {
    const { value } = event.currentTarget as WaSlider;
    this.edit({ value, value_throttled: value } as Partial<P>);
  };
}
