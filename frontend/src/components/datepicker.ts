import "@awesome.me/webawesome/dist/components/input/input.js";
import type WaInput from "@awesome.me/webawesome/dist/components/input/input.js";
import { html } from "lit-html";
import { Widget, type WidgetProps } from "./widget.ts";

interface DatePickerProps extends WidgetProps {
  value: string | null;
  start: string | null;
  end: string | null;
}

/** A day, or nothing. */
export class DatePicker extends Widget<DatePickerProps> {
  protected readonly type: WaInput["type"] = "date";

  protected override template(): unknown {
    const { label, start, end, disabled } = this.props;
    return html`<wa-input
        .type=${this.type}
        .label=${label}
        .min=${start ?? ""}
        .max=${end ?? ""}
        .disabled=${disabled}
        @change=${this.#change}
      ></wa-input
      >${this.help()}`;
  }

  protected override update(names: ReadonlySet<string> | null = null): void {
    super.update();
    if (names === null || names.has("value")) this.#field.value = this.props.value ?? "";
  }

  get #field(): WaInput {
    return this.querySelector("wa-input") as WaInput;
  }

  readonly #change = (): void => {
    const value = this.#field.value || null;
    if (value !== this.props.value) this.edit({ value });
  };
}
