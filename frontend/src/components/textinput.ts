import "@awesome.me/webawesome/dist/components/input/input.js";
import type WaInput from "@awesome.me/webawesome/dist/components/input/input.js";
import { html } from "lit-html";
import { nameByPlaceholder } from "./inner.ts";
import { Widget, type WidgetProps } from "./widget.ts";

interface TextInputProps extends WidgetProps {
  value: string;
  value_input: string;
  placeholder: string;
  max_length: number | null;
}

/** `value` follows on blur and Enter, `value_input` while typing; Enter sends "enter". */
export class TextInput extends Widget<TextInputProps> {
  protected readonly type: WaInput["type"] = "text";

  protected override template(): unknown {
    const { label, placeholder, max_length: maxLength, disabled } = this.props;
    return html`<wa-input
        .type=${this.type}
        .passwordToggle=${this.type === "password"}
        .label=${label}
        .placeholder=${placeholder}
        .maxlength=${maxLength ?? undefined}
        .disabled=${disabled}
        @input=${this.#input}
        @change=${this.#change}
        @keydown=${this.#keydown}
      ></wa-input
      >${this.help()}`;
  }

  protected override update(names: ReadonlySet<string> | null = null): void {
    super.update();
    nameByPlaceholder(this.#field, this.props.label, this.props.placeholder);
    // What is being typed stands until the server says otherwise.
    if (names === null || names.has("value")) this.#field.value = this.props.value;
    else if (names.has("value_input")) this.#field.value = this.props.value_input;
  }

  /** Enter was pressed. */
  protected entered(): void {
    this.event("enter");
  }

  get #field(): WaInput {
    return this.querySelector("wa-input") as WaInput;
  }

  readonly #input = (): void => {
    this.editContinuously({ value_input: this.#field.value ?? "" });
  };

  readonly #change = (): void => {
    const value = this.#field.value ?? "";
    if (value !== this.props.value) this.edit({ value });
  };

  readonly #keydown = (event: KeyboardEvent): void => {
    if (event.key !== "Enter" || event.isComposing) return;
    this.#change();
    this.entered();
  };
}
