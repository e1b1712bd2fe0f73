import "@awesome.me/webawesome/dist/components/slider/slider.js";
import type WaSlider from "@awesome.me/webawesome/dist/components/slider/slider.js";
import { html, nothing } from "lit-html";
import { live } from "lit-html/directives/live.js";
import { Widget, type WidgetProps } from "../widget.ts";
import type { Grid } from "./grid.ts";

export interface TrackProps extends WidgetProps {
  value: unknown;
  value_throttled: unknown;
  show_value: boolean;
  orientation: "horizontal" | "vertical";
  direction: "ltr" | "rtl";
  bar_color: string;
  tooltips: boolean;
}

/** The bar colour that means "the theme's". */
const THEME_BAR_COLOR = "#e6e6e6";

/** A slider, whatever it goes over. `value` follows the drag, `value_throttled` its end. */
export abstract class Track<P extends TrackProps = TrackProps> extends Widget<P> {
  /** Where handles may stand. */
  protected abstract grid(): Grid;
  /** A number of the grid as the visitor reads it. */
  protected abstract written(value: number): string;
  /** The number of the grid at which each handle stands. */
  protected abstract handles(): number[];
  /** The component's value when the handles stand at these numbers. */
  protected abstract valueAt(numbers: number[]): P["value"];

  protected override template(): unknown {
    return html`${this.slider()}${this.help()}`;
  }

  protected override update(_names: ReadonlySet<string> | null = null): void {
    super.update();
    if (this.props.tooltips && this.handles().length > 1) void this.#nameHandles();
  }

  /** The control's tooltips take the names of its two handles away: the handles keep their own. */
  async #nameHandles(): Promise<void> {
    const slider = this.querySelector("wa-slider") as WaSlider;
    await slider.updateComplete;
    const tooltips = [...(slider.shadowRoot?.querySelectorAll("wa-tooltip") ?? [])];
    await Promise.all(tooltips.map((tooltip) => tooltip.updateComplete));
    for (const handle of slider.shadowRoot?.querySelectorAll("[role=slider]") ?? []) handle.removeAttribute("aria-labelledby");
  }

  protected slider(): unknown {
    const { label, orientation, direction, tooltips, disabled } = this.props;
    const grid = this.grid();
    const places = this.handles().map(grid.toPlace);
    const fixed = disabled || grid.toValue(grid.min) === grid.toValue(grid.max);
    return html`<wa-slider
      class="lanai-slide"
      dir=${direction}
      style=${this.#barStyle()}
      .label=${label}
      .range=${places.length > 1}
      .min=${grid.min}
      .max=${grid.max}
      .step=${grid.step}
      .value=${live(places.length > 1 ? grid.min : (places[0] as number))}
      .minValue=${live(places[0] as number)}
      .maxValue=${live(places.at(-1) as number)}
      orientation=${orientation}
      .withTooltip=${tooltips}
      .valueFormatter=${(place: number) => this.written(grid.toValue(place))}
      .disabled=${fixed}
      @input=${this.#input}
      @change=${this.#change}
      >${this.#title()}</wa-slider
    >`;
  }

  /** The value as the visitor reads it. */
  protected shown(): string {
    return this.handles()
      .map((number) => this.written(number))
      .join(" … ");
  }

  /** The value stands beside the label for the eye only: the slider tells it by itself. */
  #title(): unknown {
    const { label, show_value: showValue } = this.props;
    const name = label ? html`<span>${label}</span>` : html`<span class="lanai-unseen">Value</span>`;
    const shown = showValue ? html`<span aria-hidden="true">${label ? ": " : ""}<b>${this.shown()}</b></span>` : nothing;
    return html`<span slot="label">${name}${shown}</span>`;
  }

  #barStyle(): string {
    const { bar_color: color } = this.props;
    return color === THEME_BAR_COLOR || !CSS.supports("color", color) ? "" : `--lanai-bar: ${color}`;
  }

  #read(slider: WaSlider): P["value"] {
    const places = slider.range ? [slider.minValue, slider.maxValue] : [slider.value];
    return this.valueAt(places.map(this.grid().toValue));
  }

  readonly #input = (event: Event): void => {
    this.editContinuously({ value: this.#read(event.currentTarget as WaSlider) } as Partial<P>);
  };

  readonly #change = (event: Event): void => {
    const value = this.#read(event.currentTarget as WaSlider);
    this.edit({ value, value_throttled: value } as Partial<P>);
  };
}
