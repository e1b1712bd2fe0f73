/** What the plots of other libraries have in common: they load late, are drawn one after the other, and may be broken. */

import { ComponentElement } from "../base.ts";
import type { CommonProps } from "../common.ts";

/** What every component has that is no matter of drawing. */
const QUIET: readonly string[] = ["align", "css_classes", "loading", "margin", "styles", "stylesheets", "visible"];

/** A refusal in words for the visitor. */
export class Refused extends Error {}

export abstract class PlotElement<P extends CommonProps> extends ComponentElement<P> {
  /** Where the library draws; null until there is something to draw. */
  protected place: HTMLElement | null = null;
  #work: Promise<void> = Promise.resolve();
  #waiting = false;
  #gone = false;
  #unwatch: (() => void) | null = null;
  #sizes: ResizeObserver | null = null;

  /** The properties that nothing has to be drawn for. */
  protected abstract readonly quiet: readonly string[];
  /** Whether there is nothing to draw. */
  protected abstract get empty(): boolean;
  /** Draws the present properties in `place`. Throws `Refused` with what the visitor is to read. */
  protected abstract draw(place: HTMLElement): Promise<void>;
  /** Takes down what was drawn. */
  protected abstract clear(place: HTMLElement): void;
  /** The place has another size. */
  protected abstract resize(place: HTMLElement): void;

  protected get dark(): boolean {
    return this.context.theme.dark;
  }

  /** Whether the pane itself says how wide and high it is; else the plot does. */
  protected get wide(): boolean {
    const { width, sizing_mode: mode } = this.props;
    return width !== null || /^(stretch|scale)_(width|both)$/.test(mode ?? "");
  }

  protected get high(): boolean {
    const { height, sizing_mode: mode, aspect_ratio: ratio } = this.props;
    return (height !== null && mode !== "scale_width") || /_(height|both)$/.test(mode ?? "") || ratio !== null;
  }

  protected override update(names: ReadonlySet<string> | null): void {
    if (names && [...names].every((name) => QUIET.includes(name) || this.quiet.includes(name))) return;
    this.toggleAttribute("data-wide", this.wide);
    this.toggleAttribute("data-high", this.high);
    this.#unwatch ??= this.context.theme.watch(() => this.redraw());
    this.redraw();
  }

  /** Draws soon, and once for all that changes until then. */
  protected redraw(): void {
    if (this.#waiting) return;
    this.#waiting = true;
    this.#work = this.#work.then(async () => {
      this.#waiting = false;
      if (!this.#gone) await this.#show();
    });
  }

  override detach(): void {
    this.#gone = true;
    this.#unwatch?.();
    this.#sizes?.disconnect();
    this.#work = this.#work.then(() => {
      if (this.place) this.clear(this.place);
    });
    super.detach();
  }

  async #show(): Promise<void> {
    if (this.empty) {
      if (this.place) this.clear(this.place);
      this.place = null;
      this.replaceChildren();
      return;
    }
    const first = !this.place;
    if (first) this.setAttribute("aria-busy", "true");
    try {
      await this.draw(this.#placed());
      this.#complain(null);
    } catch (error) {
      console.error(`${this.component?.type ?? "plot"}:`, error);
      this.#complain(error instanceof Error ? error.message : String(error));
    }
    if (first && !this.props.loading) this.removeAttribute("aria-busy");
  }

  #placed(): HTMLElement {
    if (!this.place) {
      this.place = document.createElement("div");
      this.place.className = "lanai-plot";
      this.append(this.place);
      this.#sizes ??= new ResizeObserver(() => {
        if (this.place?.isConnected && this.place.clientWidth > 0) this.resize(this.place);
      });
      this.#sizes.observe(this.place);
    }
    return this.place;
  }

  /** Says in its place what is wrong with it; null: nothing. */
  #complain(words: string | null): void {
    const known = this.querySelector(":scope > .lanai-broken");
    if (words === null) return void known?.remove();
    const message = known ?? document.createElement("div");
    message.className = "lanai-broken";
    message.setAttribute("role", "alert");
    message.textContent = `This plot cannot be shown: ${words}`;
    if (!known) this.prepend(message);
  }
}

/** The colours of the page, as the design has them. */
export interface Colours {
  text: string;
  quiet: string;
  line: string;
  surface: string;
  font: string;
}

export function pageColours(element: Element, dark: boolean): Colours {
  const style = getComputedStyle(element);
  const read = (name: string, other: string): string => resolved(element, `var(${name})`) || other;
  return {
    text: read("--wa-color-text-normal", dark ? "#e4e6eb" : "#222222"),
    quiet: read("--wa-color-text-quiet", dark ? "#b5bac4" : "#5b616e"),
    line: dark ? "#454b57" : "#dfe2e8",
    surface: read("--wa-color-surface-default", dark ? "#101219" : "#ffffff"),
    font: style.fontFamily,
  };
}

/** A colour as rgb(): the libraries know neither variables nor CSS's newer notations. */
function resolved(element: Element, colour: string): string {
  const probe = document.createElement("span");
  probe.style.color = colour;
  element.append(probe);
  const canvas = document.createElement("canvas");
  canvas.width = canvas.height = 1;
  const brush = canvas.getContext("2d", { willReadFrequently: true });
  const value = getComputedStyle(probe).color;
  probe.remove();
  if (!brush) return value;
  brush.fillStyle = value;
  brush.fillRect(0, 0, 1, 1);
  const [red, green, blue] = brush.getImageData(0, 0, 1, 1).data;
  return `rgb(${red}, ${green}, ${blue})`;
}
