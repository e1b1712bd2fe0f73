/** For whoever writes the app: what failed, over the page, until it is dismissed. */

import { html, nothing, render } from "lit-html";
import css from "./overlay.css.ts";
import { parse } from "./failure.ts";
import { place } from "./place.ts";

/** Different failures that are kept at most. */
const MOST = 50;

/** Makes the overlay; returns what shows a failure in it. */
export function open(): (text: string, count: number) => void {
  const overlay = new Overlay();
  return (text, count) => overlay.add(text, count);
}

/**
 * A failure that is new opens it. One that has been dismissed only counts up in the corner, from where all of them can
 * be looked at again: an app whose timer fails can be used meanwhile.
 */
class Overlay {
  readonly #root = place("lanai-errors", css);
  /** How often each happened, by its text, oldest first. */
  readonly #counts = new Map<string, number>();
  #total = 0;
  #chosen = 0;

  add(text: string, count: number): void {
    const known = this.#counts.has(text);
    this.#counts.set(text, (this.#counts.get(text) ?? 0) + count);
    this.#total += count;
    if (this.#counts.size > MOST) this.#forgetOldest();
    const isOpen = this.#dialog?.open ?? false;
    if (!known && !isOpen) this.#chosen = this.#counts.size - 1;
    this.#render();
    if (!known && !isOpen) this.#open();
  }

  #open(): void {
    this.#dialog?.showModal();
    this.#showEnd();
  }

  /** Where the traceback says what was raised, and in which line. */
  #showEnd(): void {
    const traceback = this.#root.querySelector("pre");
    if (traceback) traceback.scrollTop = traceback.scrollHeight;
  }

  get #dialog(): HTMLDialogElement | null {
    return this.#root.querySelector("dialog");
  }

  #forgetOldest(): void {
    for (const oldest of this.#counts.keys()) {
      this.#counts.delete(oldest);
      break;
    }
    this.#chosen = Math.max(0, this.#chosen - 1);
  }

  #choose(number: number): void {
    this.#chosen = number;
    this.#render();
    this.#showEnd();
  }

  #render(): void {
    const said = this.#total === 1 ? "1 error" : `${this.#total} errors`;
    render(
      html`<button class="again" type="button" aria-haspopup="dialog" @click=${() => this.#open()}>
          ${said}
        </button>
        ${this.#renderDialog(said)}`,
      this.#root,
    );
  }

  #renderDialog(said: string): unknown {
    const [text, count] = [...this.#counts][this.#chosen] as [string, number];
    const { kind, message, traceback } = parse(text);
    return html`<dialog role="alertdialog" aria-labelledby="kind" aria-describedby="message">
      <header>
        <span class="count" role="status">${said}</span>
        ${this.#counts.size > 1 ? this.#renderChoice() : nothing}
        <button type="button" class="dismiss" autofocus @click=${() => this.#dialog?.close()}>Dismiss</button>
      </header>
      <h2 id="kind">${kind}${count > 1 ? html` <small>${count} times</small>` : nothing}</h2>
      <p id="message">${message}</p>
      <pre tabindex="0" aria-label="Traceback">${traceback}</pre>
      <footer>Shown because the app is served for development. The server's log has it too. <kbd>Esc</kbd> closes.</footer>
    </dialog>`;
  }

  #renderChoice(): unknown {
    const last = this.#counts.size - 1;
    return html`<nav aria-label="Errors">
      <button
        type="button"
        aria-label="Earlier error"
        ?disabled=${this.#chosen === 0}
        @click=${() => this.#choose(this.#chosen - 1)}
      >
        ‹</button
      ><span>${this.#chosen + 1} of ${last + 1}</span
      ><button
        type="button"
        aria-label="Later error"
        ?disabled=${this.#chosen === last}
        @click=${() => this.#choose(this.#chosen + 1)}
      >
        ›
      </button>
    </nav>`;
  }
}
