/** The small sign in the corner that says how the connection is. Silent while all is well. */

import type { ConnectionState } from "./transport.ts";

const TEXTS: Partial<Record<ConnectionState, string>> = {
  reconnecting: "Reconnecting…",
  gone: "This session has ended.",
};

export class Status {
  readonly #element = document.createElement("div");

  constructor(private readonly startAfresh: () => void = () => location.reload()) {
    this.#element.className = "lanai-status";
    this.#element.setAttribute("role", "status");
    document.body.append(this.#element);
  }

  show(state: ConnectionState): void {
    this.#element.dataset["state"] = state;
    this.#element.textContent = TEXTS[state] ?? "";
    if (state === "gone") this.#element.append(this.#button());
  }

  #button(): HTMLButtonElement {
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = "Start afresh";
    button.addEventListener("click", this.startAfresh);
    return button;
  }
}
