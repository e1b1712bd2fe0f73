import { Validator as Checker, type Schema } from "@cfworker/json-schema";
import { html, nothing, render } from "lit-html";
import {
  createJSONEditor,
  getFocusPath,
  isTextContent,
  Mode,
  ValidationSeverity,
  type Content,
  type JSONEditorPropsOptional,
  type JSONEditorSelection,
  type JsonEditor,
  type MenuItem,
  type Validator,
} from "vanilla-jsoneditor";
import darkTheme from "vanilla-jsoneditor/themes/jse-theme-dark.css";
import type { Component } from "../core/store.ts";
import type { Context } from "../core/context.ts";
import { ComponentElement } from "./base.ts";
import { mend } from "./mend.ts";
import { styleSheet } from "./sheet.ts";
import type { WidgetProps } from "./widget.ts";
import css from "../styles/jsoneditor.css";

interface JSONEditorProps extends WidgetProps {
  menu: boolean;
  mode: "tree" | "view" | "form" | "text" | "preview";
  schema: Schema | null;
  search: boolean;
  selection: (string | number)[];
  value: unknown;
}

const NAMES = [
  [".jse-navigation-bar-arrow", "Go into"],
  [".jse-validation-warning", "What does not fit"],
  [".jse-validation-error", "What is wrong"],
  [".jse-validation-errors-expand", "Show all"],
  [".jse-validation-errors-collapse", "Show less"],
] as const;

const adopt = styleSheet(darkTheme, css);

/** A value as JSON has it, in vanilla-jsoneditor. */
export class JSONEditor extends ComponentElement<JSONEditorProps> {
  #editor: JsonEditor | null = null;
  /** What stands in the editor, as far as it is JSON. */
  #shown = "";
  #unwatch: () => void = () => undefined;
  #unmend: () => void = () => undefined;

  override attach(component: Component, context: Context): void {
    adopt();
    super.attach(component, context);
    this.#unwatch = context.theme.watch(() => this.#dress());
  }

  override detach(): void {
    this.#unwatch();
    this.#unmend();
    void this.#editor?.destroy();
    super.detach();
  }

  protected override update(names: ReadonlySet<string> | null): void {
    const { label, value } = this.props;
    render(
      html`${label ? html`<span class="lanai-label">${label}</span>` : nothing}<div class="lanai-json"></div>`,
      this,
    );
    this.#dress();
    const text = JSON.stringify(value ?? null);
    if (!this.#editor) {
      const target = this.querySelector(".lanai-json") as HTMLElement;
      this.#editor = createJSONEditor({ target, props: { content: { json: value ?? null }, ...this.#settings() } });
      this.#shown = text;
      this.#unmend = mend(target, NAMES);
      return;
    }
    if (names === null || ["menu", "mode", "schema", "search", "disabled", "label"].some((name) => names.has(name))) {
      this.#editor.updateProps(this.#settings());
    }
    if (text !== this.#shown) {
      this.#shown = text;
      this.#editor.update({ json: value ?? null });
    }
  }

  #settings(): JSONEditorPropsOptional {
    const { label, menu, mode, search, disabled, schema } = this.props;
    const text = mode === "text" || mode === "preview";
    return {
      mode: text ? Mode.text : Mode.tree,
      readOnly: disabled || mode === "view" || mode === "preview",
      mainMenuBar: menu,
      navigationBar: menu && !text,
      ariaLabel: label || "JSON",
      askToFormat: false,
      validator: schema ? checkerOf(schema) : undefined,
      onChange: (content: Content) => this.#changed(content),
      onSelect: (selection?: JSONEditorSelection) => this.#selected(selection),
      onRenderMenu: (items: MenuItem[]) => (search ? items : items.filter((item) => !isSearch(item))),
    };
  }

  #dress(): void {
    this.querySelector(".lanai-json")?.classList.toggle("jse-theme-dark", this.context.theme.dark);
  }

  /** Text that is not JSON yet stays with the visitor. */
  #changed(content: Content): void {
    let value: unknown;
    try {
      value = isTextContent(content) ? JSON.parse(content.text) : content.json;
    } catch {
      return;
    }
    this.#shown = JSON.stringify(value ?? null);
    this.editContinuously({ value: value ?? null });
  }

  #selected(selection?: JSONEditorSelection): void {
    if (!selection || "ranges" in selection) return;
    const path = getFocusPath(selection as Parameters<typeof getFocusPath>[0]);
    this.editContinuously({ selection: path });
  }
}

function isSearch(item: MenuItem): boolean {
  return item.type === "button" && (item.className ?? "").includes("jse-search");
}

/** Checks by a JSON Schema, without code made of text: the page's policy forbids that. */
function checkerOf(schema: Schema): Validator {
  const checker = new Checker(schema, "2020-12", false);
  return (json) =>
    checker.validate(json).errors.map(({ instanceLocation, error }) => ({
      path: instanceLocation.split("/").slice(1).map(unescapeStep),
      message: error,
      severity: ValidationSeverity.warning,
    }));
}

function unescapeStep(step: string): string {
  return decodeURIComponent(step).replaceAll("~1", "/").replaceAll("~0", "~");
}
