import { FitAddon } from "@xterm/addon-fit";
import { Terminal as Screen, type ITerminalOptions, type ITheme } from "@xterm/xterm";
import xterm from "@xterm/xterm/css/xterm.css";
import { html, nothing, render } from "lit-html";
import type { Component } from "../core/store.ts";
import type { Context } from "../core/context.ts";
import type { Delta } from "../core/messages.ts";
import { ComponentElement } from "./base.ts";
import { styleSheet } from "./sheet.ts";
import type { WidgetProps } from "./widget.ts";

interface TerminalProps extends WidgetProps {
  ncols: number;
  nrows: number;
  options: ITerminalOptions;
  screen: string;
}

const adopt = styleSheet(
  xterm,
  `lanai-terminal { display: flex; flex-direction: column; }
   lanai-terminal:where(:not(.lanai-wide)) { width: 600px; max-width: 100%; }
   lanai-terminal:where(:not(.lanai-high)) { min-height: 300px; }
   .lanai-screen { flex: 1; min-height: 0; padding: 8px; overflow: hidden; border-radius: var(--wa-border-radius-m);
     border: 1px solid var(--wa-form-control-border-color); background: var(--lanai-screen); }
   .lanai-screen:focus-within { outline: var(--wa-focus-ring); outline-offset: var(--wa-focus-ring-offset); }`,
);

const LIGHT: ITheme = {
  background: "#ffffff", foreground: "#24292f", cursor: "#24292f", selectionBackground: "#b6d4fe",
  green: "#1a7f37", yellow: "#8a5a00", blue: "#0958b3", red: "#b3261e", magenta: "#8e24aa", cyan: "#00695c",
  white: "#57606a", brightBlack: "#57606a", brightWhite: "#24292f",
}; // prettier-ignore
const DARK: ITheme = { background: "#16191f", foreground: "#e3e7ed", cursor: "#e3e7ed", selectionBackground: "#2b4a75" };

/** Text with control codes, in xterm.js. Sends "input" with what is typed. */
export class Terminal extends ComponentElement<TerminalProps> {
  #screen: Screen | null = null;
  readonly #fit = new FitAddon();
  readonly #resized = new ResizeObserver(() => this.#measure());
  #unwatch: () => void = () => undefined;

  override attach(component: Component, context: Context): void {
    adopt();
    super.attach(component, context);
    this.#unwatch = context.theme.watch(() => this.#dress());
  }

  override detach(): void {
    this.#unwatch();
    this.#resized.disconnect();
    this.#screen?.dispose();
    super.detach();
  }

  /** What was written comes at the end. */
  grow(name: string, delta: Delta): void {
    if (name === "screen" && typeof delta === "string") this.#screen?.write(delta);
    else this.refresh(new Set([name]));
  }

  protected override update(names: ReadonlySet<string> | null): void {
    const { label } = this.props;
    render(
      html`${label ? html`<span class="lanai-label">${label}</span>` : nothing}<div class="lanai-screen"></div>`,
      this,
    );
    const screen = (this.#screen ??= this.#open());
    if (names === null || names.has("options") || names.has("disabled")) this.#dress();
    if (names === null || names.has("screen")) {
      screen.reset();
      screen.write(this.props.screen);
    }
  }

  #open(): Screen {
    const holder = this.querySelector(".lanai-screen") as HTMLElement;
    const screen = new Screen({ ...this.props.options, screenReaderMode: true });
    screen.loadAddon(this.#fit);
    screen.open(holder);
    screen.textarea?.setAttribute("aria-label", this.props.label || "Terminal");
    screen.onData((data) => !this.props.disabled && this.event("input", { data }));
    this.#resized.observe(holder);
    return screen;
  }

  #dress(): void {
    const screen = this.#screen;
    if (!screen) return;
    const theme = { ...(this.context.theme.dark ? DARK : LIGHT), ...this.props.options.theme };
    Object.assign(screen.options, { fontSize: 13, ...this.props.options, theme, disableStdin: this.props.disabled });
    this.style.setProperty("--lanai-screen", theme.background ?? null);
  }

  #measure(): void {
    this.#fit.fit();
    const screen = this.#screen;
    if (!screen) return;
    const { cols: ncols, rows: nrows } = screen;
    if (ncols !== this.props.ncols || nrows !== this.props.nrows) this.editContinuously({ ncols, nrows });
  }
}
