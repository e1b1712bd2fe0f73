import "@awesome.me/webawesome/dist/components/input/input.js";
import type WaInput from "@awesome.me/webawesome/dist/components/input/input.js";
import { html } from "lit-html";
import { nameByPlaceholder } from "./inner.ts";
import { Widget, type WidgetProps } from "./widget.ts";

interface LiteralInputProps extends WidgetProps {
  value: string;
  placeholder: string;
}

/** A Python literal as text. The server reads it, and answers with what it has read. */
export class LiteralInput extends Widget<LiteralInputProps> {
  protected override template(): unknown {
    const { label, placeholder, disabled } = this.props;
    return html`<wa-input
        class="lanai-code"
        .label=${label}
        .placeholder=${placeholder}
        .disabled=${disabled}
        .spellcheck=${false}
        @change=${this.#change}
        @keydown=${this.#keydown}
      ></wa-input
      >${this.help()}`;
  }

  protected override update(names: ReadonlySet<string> | null = null): void {
    super.update();
    nameByPlaceholder(this.#field, this.props.label, this.props.placeholder);
    if (names === null || names.has("value")) this.#field.value = this.props.value;
  }

  get #field(): WaInput {
    return this.querySelector("wa-input") as WaInput;
  }

  readonly #change = (): void => {
    const value = this.#field.value ?? "";
    if (value !== this.props.value) this.edit({ value });
  };

  readonly #keydown = (event: KeyboardEvent): void => {
    if (event.key === "Enter" && !event.isComposing) this.#change();
  };
}
