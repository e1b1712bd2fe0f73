/** The page's toasts: short messages at an edge of the screen, one stack of them whoever they come from. */

import { html, render } from "lit-html";
import { Countdown } from "./countdown.ts";
import { closeIcon, pictureOf } from "./icons.ts";
import css from "./toasts.css.ts";

export interface Message {
  /** Shown as it is, never as markup. */
  text: string;
  /** info, success, warning, error, or a name of the app's own. */
  type: string | null;
  /** How long it is shown in ms; 0: until it is closed. */
  duration: number;
  background?: string | null;
  icon?: string | null;
}

/** What a screen reader says at once; the rest waits until it has finished. */
const URGENT = new Set(["warning", "error"]);
const TAG = "lanai-toasts";

/** The page's toasts, put into the page when they are first asked for. */
export function toasts(): Toasts {
  if (!customElements.get(TAG)) customElements.define(TAG, Toasts);
  const present = document.querySelector<Toasts>(TAG);
  if (present) return present;
  const made = document.createElement(TAG) as Toasts;
  document.body.append(made);
  return made;
}

interface Toast {
  element: HTMLElement;
  countdown: Countdown;
  closed: () => void;
}

/** A stack in a shadow root, which the app's own styles do not reach. */
export class Toasts extends HTMLElement {
  readonly #stack = document.createElement("div");
  // There before their first toast, or else screen readers would not read that.
  readonly #polite = region("status", "polite");
  readonly #urgent = region("alert", "assertive");
  readonly #toasts = new Map<string, Toast>();
  #number = 0;
  /** What had the focus before a toast took it. */
  #before: Element | null = null;

  constructor() {
    super();
    const root = this.attachShadow({ mode: "open" });
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(css);
    root.adoptedStyleSheets = [sheet];
    this.#stack.className = "stack";
    this.#stack.append(this.#polite, this.#urgent);
    root.append(this.#stack);
    this.position = "bottom-right";
    this.#listen();
  }

  /** Which edge, as `top-left` or `bottom-center`. */
  set position(position: string) {
    const [edge = "bottom", side = "right"] = position.split("-");
    this.#stack.dataset["edge"] = edge;
    this.#stack.dataset["side"] = side;
  }

  /** Shows a message; one that is there already under this key stays as long as a new one. */
  show(key: string, message: Message, closed: () => void): void {
    const present = this.#toasts.get(key);
    if (present) return present.countdown.restart();
    const element = this.#make(key, message);
    const countdown = new Countdown(message.duration, () => this.#close(key));
    this.#toasts.set(key, { element, countdown, closed });
    (URGENT.has(message.type ?? "") ? this.#urgent : this.#polite).append(element);
    if (!this.#attended) countdown.run();
  }

  /** Takes a message away, without a word to who sent it. */
  withdraw(key: string): void {
    const toast = this.#toasts.get(key);
    if (!toast) return;
    const focused = toast.element.contains(this.shadowRoot?.activeElement ?? null);
    toast.countdown.hold();
    this.#toasts.delete(key);
    toast.element.remove();
    if (focused) this.#passFocus();
    this.#resume();
  }

  #close(key: string): void {
    const closed = this.#toasts.get(key)?.closed;
    this.withdraw(key);
    closed?.();
  }

  #make(key: string, { text, type, background, icon }: Message): HTMLElement {
    const element = document.createElement("div");
    element.className = "toast";
    element.dataset["type"] = type ?? "";
    element.dataset["key"] = key;
    // The latest is nearest to the edge, whichever region it is in.
    element.style.order = String(++this.#number);
    if (background) element.style.setProperty("--tone", background);
    const id = `text-${this.#number}`;
    render(
      html`${pictureOf(type, icon ?? null)}
        <div class="text" id=${id}>${text}</div>
        <button type="button" aria-label="Close" aria-describedby=${id} @click=${() => this.#close(key)}>
          ${closeIcon}
        </button>`,
      element,
    );
    return element;
  }

  // -- whoever reads them or is about to close one may take their time ------------------------------

  get #attended(): boolean {
    return document.hidden || this.matches(":hover, :focus-within");
  }

  #listen(): void {
    for (const name of ["pointerenter", "focusin"]) this.#stack.addEventListener(name, () => this.#hold());
    for (const name of ["pointerleave", "focusout"]) this.#stack.addEventListener(name, () => this.#resume());
    document.addEventListener("visibilitychange", () => (document.hidden ? this.#hold() : this.#resume()));
    this.addEventListener("focusin", ({ relatedTarget }) => {
      if (relatedTarget instanceof Element) this.#before = relatedTarget;
    });
    this.#stack.addEventListener("keydown", (event) => this.#key(event));
  }

  #hold(): void {
    for (const { countdown } of this.#toasts.values()) countdown.hold();
  }

  #resume(): void {
    if (this.#attended) return;
    for (const { countdown } of this.#toasts.values()) countdown.run();
  }

  #key(event: KeyboardEvent): void {
    const toast = (event.target as Element).closest<HTMLElement>(".toast");
    if (event.key !== "Escape" || !toast) return;
    event.stopPropagation();
    this.#close(toast.dataset["key"] ?? "");
  }

  /** To the latest toast that is left, else to where it came from. */
  #passFocus(): void {
    const next = [...this.#toasts.values()].at(-1)?.element.querySelector("button");
    const to = next ?? (this.#before?.isConnected ? this.#before : null);
    if (to instanceof HTMLElement) to.focus();
  }
}

function region(role: string, live: string): HTMLElement {
  const element = document.createElement("div");
  element.setAttribute("role", role);
  element.setAttribute("aria-live", live);
  // One toast is said when it comes, not all of them again.
  element.setAttribute("aria-atomic", "false");
  return element;
}
