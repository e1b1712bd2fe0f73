import "@awesome.me/webawesome/dist/components/number-input/number-input.js";
import type WaNumberInput from "@awesome.me/webawesome/dist/components/number-input/number-input.js";
import { html } from "lit-html";
import { nameByPlaceholder } from "./inner.ts";
import { Widget, type WidgetProps } from "./widget.ts";

interface IntInputProps extends WidgetProps {
  start: number | null;
  end: number | null;
  step: number;
  value: number | null;
  value_throttled: number | null;
  placeholder: string;
}

/** A whole number, or nothing. */
export class IntInput extends Widget<IntInputProps> {
  protected override template(): unknown {
    const { label, placeholder, start, end, step, disabled } = this.props;
    return html`<wa-number-input
        .label=${label}
        .placeholder=${placeholder}
        .min=${start ?? undefined}
        .max=${end ?? undefined}
        .step=${step}
        .disabled=${disabled}
        @change=${this.#change}
        @keydown=${this.#keydown}
      ></wa-number-input
      >${this.help()}`;
  }

  protected override update(names: ReadonlySet<string> | null = null): void {
    super.update();
    nameByPlaceholder(this.#field, this.props.label, this.props.placeholder);
    if (names === null || names.has("value")) this.#field.value = written(this.props.value);
  }

  get #field(): WaNumberInput {
    return this.querySelector("wa-number-input") as WaNumberInput;
  }

  readonly #change = (): void => {
    const value = this.#read();
    this.#field.value = written(value);
    if (value !== this.props.value) this.edit({ value, value_throttled: value });
  };

  readonly #keydown = (event: KeyboardEvent): void => {
    if (event.key === "Enter") this.#change();
  };

  /** The number that an entry comes to. */
  protected rounded(number: number): number {
    return Math.round(number);
  }

  /** The number in the field, as it may be and within the limits; null where the field is empty. */
  #read(): number | null {
    const text = (this.#field.value ?? "").trim();
    const number = Number(text);
    if (text === "" || !Number.isFinite(number)) return null;
    const { start, end } = this.props;
    return Math.min(Math.max(this.rounded(number), start ?? -Infinity), end ?? Infinity);
  }
}

function written(value: number | null): string {
  return value === null ? "" : String(value);
}
