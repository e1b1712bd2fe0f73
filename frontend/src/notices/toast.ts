/** What the app tells its visitors when something failed: one sentence, for a while. */

import { place } from "./place.ts";
import css from "./toast.css.ts";

const SHOWN_MS = 5000;

/** Makes the place for toasts; returns what shows one. A text that is on the screen is not shown twice. */
export function open(): (text: string) => void {
  // There before its first toast, or else screen readers would not read that.
  const region = document.createElement("div");
  region.setAttribute("role", "status");
  place("lanai-toasts", css).append(region);
  const shown = new Map<string, Toast>();
  return (text) => {
    const toast = shown.get(text);
    if (toast) return toast.restart();
    shown.set(text, new Toast(text, region, () => shown.delete(text)));
  };
}

class Toast {
  readonly #element = document.createElement("div");
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(
    text: string,
    region: Element,
    private readonly closed: () => void,
  ) {
    const button = document.createElement("button");
    button.type = "button";
    button.setAttribute("aria-label", "Close");
    button.textContent = "×";
    button.addEventListener("click", () => this.#close());
    this.#element.className = "toast";
    this.#element.append(text, button);
    // Whoever reads it or is about to close it may take their time.
    for (const event of ["pointerenter", "focusin"]) this.#element.addEventListener(event, () => this.#stay());
    for (const event of ["pointerleave", "focusout"]) this.#element.addEventListener(event, () => this.restart());
    region.append(this.#element);
    this.restart();
  }

  /** From now on it stays as long as a new one. */
  restart(): void {
    this.#stay();
    if (!this.#element.matches(":hover, :focus-within")) this.#timer = setTimeout(() => this.#close(), SHOWN_MS);
  }

  #stay(): void {
    clearTimeout(this.#timer);
  }

  #close(): void {
    this.#stay();
    this.closed();
    this.#element.remove();
  }
}
