import "@awesome.me/webawesome/dist/components/color-picker/color-picker.js";
import type WaColorPicker from "@awesome.me/webawesome/dist/components/color-picker/color-picker.js";
import { html } from "lit-html";
import { withInner } from "./inner.ts";
import { Widget, type WidgetProps } from "./widget.ts";

interface ColorPickerProps extends WidgetProps {
  value: string | null;
}

/** A colour. */
export class ColorPicker extends Widget<ColorPickerProps> {
  protected override template(): unknown {
    const { label, disabled } = this.props;
    return html`<wa-color-picker
        .label=${label}
        .withoutFormatToggle=${true}
        .disabled=${disabled}
        @input=${this.#input}
        @change=${this.#change}
      ></wa-color-picker
      >${this.help()}`;
  }

  protected override update(names: ReadonlySet<string> | null = null): void {
    super.update();
    void withInner(this.#picker, "wa-input", (field) =>
      withInner(field as WaColorPicker["input"], "input", (input) => input.setAttribute("aria-label", this.props.label || "Colour")),
    );
    if (names !== null && !names.has("value")) return;
    const { value } = this.props;
    if (this.#read() !== value) this.#picker.value = value ?? "";
  }

  get #picker(): WaColorPicker {
    return this.querySelector("wa-color-picker") as WaColorPicker;
  }

  /** As #rrggbb; null while there is none. */
  #read(): string | null {
    return this.#picker.value ? this.#picker.getFormattedValue("hex").toLowerCase() : null;
  }

  readonly #input = (): void => {
    const value = this.#read();
    if (value) this.editContinuously({ value });
  };

  readonly #change = (): void => {
    const value = this.#read();
    if (value) this.edit({ value });
  };
}
