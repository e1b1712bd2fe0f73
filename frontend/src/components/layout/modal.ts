import { html, nothing, render } from "lit-html";
import { ComponentElement } from "../base.ts";
import { showScroll, type LinearProps } from "../layout.ts";
import { cross } from "./icons.ts";
import "./styles.ts";

interface ModalProps extends LinearProps {
  background_close: boolean;
  name: string;
  open: boolean;
  show_close_button: boolean;
}

/** The browser's own dialog: it holds the focus, lies over all else, and closes on Escape. */
export class Modal extends ComponentElement<ModalProps> {
  readonly #dialog = document.createElement("dialog");
  readonly #close = document.createElement("div");
  readonly #body = document.createElement("div");

  constructor() {
    super();
    this.#dialog.className = "lanai-modal";
    this.#close.className = "lanai-modal-close";
    this.#body.className = "lanai-modal-body lanai-stack";
    this.#dialog.append(this.#body, this.#close);
    this.#dialog.addEventListener("close", () => this.#closed());
    this.#dialog.addEventListener("pointerdown", (event) => this.#pressed(event));
  }

  protected override update(names: ReadonlySet<string> | null): void {
    const { objects, open, scroll, show_close_button: closes, name } = this.props;
    if (this.#dialog.parentElement !== this) this.append(this.#dialog);
    this.#dialog.style.cssText = this.style.cssText;
    this.#dialog.style.removeProperty("margin");
    showScroll(this.#body, scroll === false ? "both-auto" : scroll);
    if (names === null || names.has("objects")) this.context.arrange(this.#body, objects);
    const button = html`<button type="button" aria-label="Close" @click=${() => this.#dialog.close()}>${cross()}</button>`;
    render(closes ? button : nothing, this.#close);
    this.#dialog.toggleAttribute("data-closes", closes);
    // Where it is not in the page yet, the browser refuses to open it: the element is put there in this task.
    queueMicrotask(() => this.#turn(open && this.props.visible, name));
  }

  #turn(open: boolean, name: string): void {
    const dialog = this.#dialog;
    if (open && dialog.isConnected && !dialog.open) dialog.showModal();
    else if (!open && dialog.open) dialog.close();
    const heading = dialog.querySelector("h1, h2, h3, h4, h5, h6, [role=heading]")?.textContent;
    dialog.setAttribute("aria-label", name || heading?.trim() || "Dialog");
  }

  #closed(): void {
    if (this.props.open) this.edit({ open: false });
  }

  /** The backdrop is the dialog itself, outside of its box. */
  #pressed({ target, clientX: x, clientY: y }: PointerEvent): void {
    if (target !== this.#dialog || !this.props.background_close) return;
    const { left, right, top, bottom } = this.#dialog.getBoundingClientRect();
    if (x < left || x > right || y < top || y > bottom) this.#dialog.close();
  }

  override detach(): void {
    if (this.#dialog.open) this.#dialog.close();
    super.detach();
  }
}
