import { autocompletion, closeBrackets, closeBracketsKeymap, completionKeymap } from "@codemirror/autocomplete";
import { defaultKeymap, history, historyKeymap, indentWithTab } from "@codemirror/commands";
import { bracketMatching, foldGutter, foldKeymap, indentOnInput, indentUnit } from "@codemirror/language";
import { lintGutter, setDiagnostics, type Diagnostic } from "@codemirror/lint";
import { highlightSelectionMatches, searchKeymap } from "@codemirror/search";
import { Annotation, Compartment, EditorState, type Extension, type Text } from "@codemirror/state";
import {
  drawSelection,
  EditorView,
  highlightActiveLine,
  highlightActiveLineGutter,
  keymap,
  lineNumbers,
  type ViewUpdate,
} from "@codemirror/view";
import { html, nothing, render } from "lit-html";
import type { Component } from "../../core/store.ts";
import type { Context } from "../../core/context.ts";
import { ComponentElement } from "../base.ts";
import { styleSheet } from "../sheet.ts";
import type { WidgetProps } from "../widget.ts";
import css from "./code.css";
import { languageOf } from "./languages.ts";
import { look } from "./look.ts";

interface Mark {
  row: number;
  column?: number;
  text: string;
  type?: "error" | "warning" | "info";
}

interface CodeEditorProps extends WidgetProps {
  annotations: Mark[];
  filename: string;
  indent: number;
  language: string;
  on_keyup: boolean;
  print_margin: boolean;
  readonly: boolean;
  soft_tabs: boolean;
  theme: "auto" | "light" | "dark";
  value: string;
  value_input: string;
}

const adopt = styleSheet(css);
/** Marks a change that the server made. */
const fromServer = Annotation.define<boolean>();

/** Code in CodeMirror. */
export class CodeEditor extends ComponentElement<CodeEditorProps> {
  #view: EditorView | null = null;
  readonly #language = new Compartment();
  readonly #looks = new Compartment();
  readonly #ways = new Compartment();
  #unwatch: () => void = () => undefined;

  override attach(component: Component, context: Context): void {
    adopt();
    super.attach(component, context);
    this.#unwatch = context.theme.watch(() => this.#dress());
  }

  override detach(): void {
    this.#unwatch();
    this.#view?.destroy();
    super.detach();
  }

  protected override update(names: ReadonlySet<string> | null): void {
    const { label, print_margin: margin } = this.props;
    const id = `lanai-code-${this.component?.id}`;
    render(
      html`${label ? html`<span class="lanai-label" id=${id}>${label}</span>` : nothing}
        <div class=${`lanai-editor${margin ? " lanai-print-margin" : ""}`}></div>`,
      this,
    );
    const view = (this.#view ??= this.#open());
    const has = (...wanted: string[]): boolean => names === null || wanted.some((name) => names.has(name));
    if (has("value")) this.#show(this.props.value);
    else if (has("value_input")) this.#show(this.props.value_input);
    if (has("language", "filename")) void this.#speak();
    if (has("theme")) this.#dress();
    if (has("readonly", "disabled", "indent", "soft_tabs", "label")) {
      view.dispatch({ effects: this.#ways.reconfigure(this.#rules(id)) });
    }
    if (has("annotations", "value")) this.#mark(view);
  }

  #open(): EditorView {
    return new EditorView({
      parent: this.querySelector(".lanai-editor") as HTMLElement,
      state: EditorState.create({
        doc: this.props.value,
        extensions: [
          [lineNumbers(), foldGutter(), lintGutter(), highlightActiveLine(), highlightActiveLineGutter()],
          [history(), drawSelection(), indentOnInput(), bracketMatching(), closeBrackets(), autocompletion()],
          highlightSelectionMatches(),
          keymap.of([{ key: "Mod-Enter", run: () => this.#enter() }]),
          keymap.of([...closeBracketsKeymap, ...defaultKeymap, ...searchKeymap, ...historyKeymap, ...foldKeymap]),
          keymap.of([...completionKeymap, indentWithTab]),
          EditorView.updateListener.of((update) => this.#typed(update)),
          EditorView.domEventHandlers({ blur: () => void this.#enter() }),
          [this.#language.of([]), this.#looks.of([]), this.#ways.of([])],
        ],
      }),
    });
  }

  #rules(labelledBy: string): Extension {
    const { label, readonly, disabled, indent, soft_tabs: soft } = this.props;
    const name: Record<string, string> = label ? { "aria-labelledby": labelledBy } : { "aria-label": "Code" };
    return [
      EditorState.readOnly.of(readonly || disabled),
      EditorView.editable.of(!disabled),
      EditorState.tabSize.of(indent),
      indentUnit.of(soft ? " ".repeat(indent) : "\t"),
      EditorView.contentAttributes.of(name),
    ];
  }

  #dress(): void {
    const { theme } = this.props;
    const dark = theme === "dark" || (theme === "auto" && this.context.theme.dark);
    this.#view?.dispatch({ effects: this.#looks.reconfigure(look(dark)) });
  }

  async #speak(): Promise<void> {
    const { language, filename } = this.props;
    const found = await languageOf(language, filename);
    if (language !== this.props.language || filename !== this.props.filename) return;
    this.#view?.dispatch({ effects: this.#language.reconfigure(found) });
  }

  /** The server's text; what stands already stays, with the caret. */
  #show(text: string): void {
    const view = this.#view as EditorView;
    if (view.state.doc.toString() === text) return;
    view.dispatch({
      changes: { from: 0, to: view.state.doc.length, insert: text },
      annotations: fromServer.of(true),
    });
  }

  #mark(view: EditorView): void {
    const found = this.props.annotations.map((mark) => diagnostic(mark, view.state.doc));
    view.dispatch(setDiagnostics(view.state, found));
  }

  #typed(update: ViewUpdate): void {
    if (!update.docChanged || update.transactions.some((each) => each.annotation(fromServer))) return;
    const text = update.state.doc.toString();
    this.editContinuously(this.props.on_keyup ? { value_input: text, value: text } : { value_input: text });
  }

  #enter(): boolean {
    const text = this.#view?.state.doc.toString();
    if (text !== undefined && text !== this.props.value && !this.props.readonly) this.edit({ value: text });
    return true;
  }
}

function diagnostic({ row, column, text, type }: Mark, doc: Text): Diagnostic {
  const line = doc.line(Math.min(Math.max(row + 1, 1), doc.lines));
  const from = Math.min(line.from + (column ?? 0), line.to);
  return { from, to: line.to, message: text, severity: type ?? "info" };
}
