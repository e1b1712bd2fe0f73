import { html, nothing, render } from "lit-html";
import Quill from "quill";
import bubble from "quill/dist/quill.bubble.css";
import snow from "quill/dist/quill.snow.css";
import { ComponentElement } from "./base.ts";
import { styleSheet } from "./sheet.ts";
import type { Component } from "../core/store.ts";
import type { Context } from "../core/context.ts";
import type { WidgetProps } from "./widget.ts";
import css from "../styles/texteditor.css";

interface TextEditorProps extends WidgetProps {
  mode: "bubble" | "toolbar";
  on_keyup: boolean;
  placeholder: string;
  selection: { index?: number; length?: number };
  toolbar: boolean | unknown[];
  value: string;
  value_input: string;
}

const adopt = styleSheet(snow, bubble, css);

/** Text with formats, in Quill. */
export class TextEditor extends ComponentElement<TextEditorProps> {
  #quill: Quill | null = null;

  override attach(component: Component, context: Context): void {
    adopt();
    super.attach(component, context);
  }

  protected override update(names: ReadonlySet<string> | null): void {
    const has = (...wanted: string[]): boolean => names === null || wanted.some((name) => names.has(name));
    if (this.#quill === null || has("mode", "toolbar", "placeholder", "label")) this.#quill = this.#open();
    if (has("value", "mode", "toolbar", "placeholder", "label")) this.#show(this.props.value);
    else if (has("value_input")) this.#show(this.props.value_input);
    if (has("selection")) this.#select();
    this.#quill.enable(!this.props.disabled);
  }

  #open(): Quill {
    const { label, mode, toolbar, placeholder } = this.props;
    render(nothing, this);
    render(
      html`${label ? html`<span class="lanai-label">${label}</span>` : nothing}
        <div class="lanai-rich"><div></div></div>`,
      this,
    );
    const quill = new Quill(this.querySelector(".lanai-rich > div") as HTMLElement, {
      theme: mode === "bubble" ? "bubble" : "snow",
      placeholder,
      modules: { toolbar: toolbar === true ? true : toolbar },
    });
    quill.root.setAttribute("role", "textbox");
    quill.root.setAttribute("aria-multiline", "true");
    quill.root.setAttribute("aria-label", label || placeholder || "Text");
    this.#nameControls();
    quill.on("text-change", (_delta, _old, source) => source === "user" && this.#typed());
    quill.on("selection-change", (range, _old, source) => {
      if (source !== "user") return;
      if (range) this.editContinuously({ selection: { index: range.index, length: range.length } });
      else this.#left();
    });
    return quill;
  }

  /** Quill's controls are pictures; a screen reader needs their names. */
  #nameControls(): void {
    for (const control of this.querySelectorAll<HTMLElement>(".ql-toolbar :is(button, .ql-picker-label)")) {
      const of = [...(control.closest(".ql-picker") ?? control).classList];
      const kind = of.find((name) => name.startsWith("ql-") && name !== "ql-picker-label" && name !== "ql-picker");
      const name = [kind?.slice(3), (control as HTMLButtonElement).value].filter(Boolean).join(" ");
      if (!control.hasAttribute("aria-label")) control.setAttribute("aria-label", name || "Format");
      control.title = name;
    }
  }

  #html(): string {
    const quill = this.#quill as Quill;
    return quill.getLength() <= 1 ? "" : quill.getSemanticHTML();
  }

  #show(value: string): void {
    const quill = this.#quill as Quill;
    if (this.#html() === value || quill.root.innerHTML === value) return;
    quill.setContents(quill.clipboard.convert({ html: value }), "api");
  }

  #select(): void {
    const { index, length } = this.props.selection;
    const quill = this.#quill as Quill;
    if (index !== undefined && quill.hasFocus()) quill.setSelection(index, length ?? 0, "api");
  }

  #typed(): void {
    const text = this.#html();
    this.editContinuously(this.props.on_keyup ? { value_input: text, value: text } : { value_input: text });
  }

  #left(): void {
    const text = this.#html();
    if (text !== this.props.value) this.edit({ value: text });
  }
}
