import "@awesome.me/webawesome/dist/components/textarea/textarea.js";
import type WaTextarea from "@awesome.me/webawesome/dist/components/textarea/textarea.js";
import { html } from "lit-html";
import { Widget, type WidgetProps } from "./widget.ts";

export interface TextAreaInputProps extends WidgetProps {
  value: string;
  value_input: string;
  placeholder: string;
  max_length: number | null;
  rows: number;
  max_rows: number | null;
  auto_grow: boolean;
  resizable: "both" | "width" | "height" | false;
}

const RESIZE = { both: "both", width: "horizontal", height: "vertical", false: "none" } as const;

/** `value` follows when the field is left, `value_input` while typing. */
export class TextAreaInput<P extends TextAreaInputProps = TextAreaInputProps> extends Widget<P> {
  protected override template(): unknown {
    const { label, placeholder, max_length: maxLength, rows, disabled } = this.props;
    return html`<wa-textarea
        style=${this.#limit()}
        .label=${label}
        .placeholder=${placeholder}
        .maxlength=${maxLength ?? undefined}
        .rows=${rows}
        .resize=${this.#resize()}
        .disabled=${disabled}
        @input=${this.#input}
        @change=${() => this.left()}
      ></wa-textarea
      >${this.help()}`;
  }

  protected override update(names: ReadonlySet<string> | null = null): void {
    super.update();
    // What is being typed stands until the server says otherwise.
    if (names === null || names.has("value")) this.field.value = this.props.value;
    else if (names.has("value_input")) this.field.value = this.props.value_input;
  }

  protected get field(): WaTextarea {
    return this.querySelector("wa-textarea") as WaTextarea;
  }

  #resize(): WaTextarea["resize"] {
    const { auto_grow: grows, resizable } = this.props;
    return grows ? "auto" : RESIZE[String(resizable) as keyof typeof RESIZE];
  }

  #limit(): string {
    const { auto_grow: grows, max_rows: most } = this.props;
    return grows && most !== null ? `--lanai-rows: ${most}` : "";
  }

  readonly #input = (): void => {
    this.editContinuously({ value_input: this.field.value ?? "" } as Partial<P>);
  };

  /** The field was left with another text. */
  protected left(): void {
    const value = this.field.value ?? "";
    if (value !== this.props.value) this.edit({ value } as Partial<P>);
  }
}
