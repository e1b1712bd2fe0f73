/** The small sign at the edge that says how the connection is. Silent while all is well, and while it is only blinking. */

import { html, nothing, render } from "lit-html";
import type { ConnectionState } from "./transport.ts";

/** An absence shorter than this (ms) is nobody's business. */
const ABSENT_MS = 800;
/** How long (ms) the sign says that the connection is back, where it had said that it was lost. */
const BACK_MS = 2000;
/** How long (ms) the sign says that it tries, at least. */
const TRYING_MS = 1000;
/** Whoever was about to press "Try now" must not start afresh: for this long (ms) the new button waits. */
const SURPRISE_MS = 600;

type Sign = "quiet" | "lost" | "back" | "gone" | "moved";

export interface Remedies {
  /** Tries to connect at once. */
  tryNow(): void;
  /** Opens the page again, in a new session. */
  startAfresh(): void;
}

export class Status {
  /** What the app says of a lost connection; empty: nothing of its own. */
  lost = "";
  readonly #element = document.createElement("div");
  #sign: Sign = "quiet";
  #trying = false;
  #surprising = false;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(private readonly remedies: Remedies) {
    this.#element.className = "lanai-status";
    document.body.append(this.#element);
    for (const name of ["online", "offline"]) addEventListener(name, () => this.#render());
    this.#render();
  }

  show(state: ConnectionState): void {
    if (state === "gone" || state === "moved") this.#end(state);
    else if (state === "reconnecting") this.#lose();
    else if (state === "open") this.#return();
  }

  #lose(): void {
    if (this.#sign !== "quiet") this.#turn("lost");
    else this.#timer ??= setTimeout(() => this.#turn("lost"), ABSENT_MS);
  }

  #return(): void {
    if (this.#sign !== "lost") return this.#turn("quiet");
    this.#turn("back");
    this.#timer = setTimeout(() => this.#turn("quiet"), BACK_MS);
  }

  #end(sign: Sign): void {
    this.#surprising = true;
    this.#turn(sign);
    this.#timer = setTimeout(() => {
      this.#surprising = false;
      this.#render();
    }, SURPRISE_MS);
  }

  #turn(sign: Sign): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#sign = sign;
    this.#render();
  }

  #tryNow(): void {
    this.#trying = true;
    this.#render();
    this.remedies.tryNow();
    setTimeout(() => {
      this.#trying = false;
      this.#render();
    }, TRYING_MS);
  }

  #render(): void {
    this.#element.dataset["sign"] = this.#sign;
    const [first, ...more] = this.#words().filter(Boolean);
    // The words are a region of their own: that is what is read out, and it is there before there is anything to read.
    render(
      html`<span role="status">${first ? html`<b>${first}</b>` : nothing}${more.map((each) => html` <span>${each}</span>`)}</span>
        ${this.#button()}`,
      this.#element,
    );
    // Toasts at the same edge stand above it.
    const room = this.#sign === "quiet" ? 0 : this.#element.offsetHeight + 10;
    document.documentElement.style.setProperty("--lanai-status-room", `${room}px`);
  }

  #words(): string[] {
    switch (this.#sign) {
      case "quiet":
        return [];
      case "back":
        return ["Connected again"];
      case "gone":
        return [this.lost, "This session has ended.", "The page stays as it is until you start afresh."];
      case "moved":
        return ["This session goes on in another tab.", "Here the page stays as it is until you start afresh."];
      case "lost":
        if (!navigator.onLine) return [this.lost, "You are offline.", "What you change is kept until you are back."];
        return [this.lost, "Reconnecting…"];
    }
  }

  #button(): unknown {
    switch (this.#sign) {
      case "lost":
        return button(this.#trying ? "Trying…" : "Try now", () => this.#tryNow());
      case "gone":
      case "moved":
        return button("Start afresh", () => this.#startAfresh(), this.#surprising);
      default:
        return nothing;
    }
  }

  #startAfresh(): void {
    if (!this.#surprising) this.remedies.startAfresh();
  }
}

function button(text: string, press: () => void, waits = false): unknown {
  return html`<button type="button" aria-disabled=${waits ? "true" : nothing} @click=${press}>${text}</button>`;
}
