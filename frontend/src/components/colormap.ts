import "@awesome.me/webawesome/dist/components/option/option.js";
import "@awesome.me/webawesome/dist/components/select/select.js";
import type WaSelect from "@awesome.me/webawesome/dist/components/select/select.js";
import { html, nothing } from "lit-html";
import { Widget, type WidgetProps } from "./widget.ts";

interface ColorMapProps extends WidgetProps {
  /** Name and colours of each map. */
  options: [name: string, colors: string[]][];
  value: string | null;
  ncols: number;
  swatch_width: number;
  swatch_height: number;
}

/** Above this many, colours run into each other. */
const MOST_STRIPES = 20;

/** One of several maps of colours, each of which is seen. */
export class ColorMap extends Widget<ColorMapProps> {
  protected override template(): unknown {
    const { label, options, value, ncols, disabled } = this.props;
    const chosen = options.find(([name]) => name === value);
    return html`<wa-select
        class="lanai-maps"
        style=${`--lanai-columns: ${ncols}`}
        .label=${label}
        .disabled=${disabled}
        @change=${this.#change}
        >${chosen ? html`<span slot="start" class="lanai-swatch" style=${background(chosen[1])}></span>` : nothing}
        ${options.map(
          ([name, colors], place) =>
            html`<wa-option value=${place} .label=${name}
              >${this.#swatch(colors)}<span class="lanai-map-name">${name}</span></wa-option
            >`,
        )}</wa-select
      >${this.help()}`;
  }

  protected override update(names: ReadonlySet<string> | null = null): void {
    super.update();
    if (names === null || names.has("value") || names.has("options")) void this.#showValue();
  }

  #swatch(colors: string[]): unknown {
    const { swatch_width: width, swatch_height: height } = this.props;
    return html`<span class="lanai-swatch" style=${`width: ${width}px; height: ${height}px; ${background(colors)}`}></span>`;
  }

  async #showValue(): Promise<void> {
    const field = this.querySelector("wa-select") as WaSelect;
    // A menu knows its options only after they have rendered.
    await field.updateComplete;
    const place = this.props.options.findIndex(([name]) => name === this.props.value);
    field.value = place < 0 ? "" : String(place);
  }

  readonly #change = (event: Event): void => {
    const option = this.props.options[Number((event.currentTarget as WaSelect).value)];
    if (option && option[0] !== this.props.value) this.edit({ value: option[0] });
  };
}

/** Few colours side by side, many as a gradient. Colours that CSS does not know are left out. */
function background(colors: string[]): string {
  const known = colors.filter((color) => CSS.supports("color", color));
  if (known.length === 0) return "";
  const width = 100 / known.length;
  const stops =
    known.length > MOST_STRIPES
      ? known
      : known.map((color, place) => `${color} ${place * width}% ${(place + 1) * width}%`);
  return `background-image: linear-gradient(90deg, ${[...stops, ...(stops.length === 1 ? stops : [])].join(", ")})`;
}
