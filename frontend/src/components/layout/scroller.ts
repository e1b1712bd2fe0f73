/** What a scrolling column does: goes to the end by itself, shows a button that does, and tells where it is. */

import type { CommonProps } from "../common.ts";

export interface ScrollProps extends CommonProps {
  scroll: boolean | string;
  auto_scroll_limit: number;
  scroll_button_threshold: number;
  scroll_position: number;
  scroll_request: [count: number, index: number] | null;
  view_latest: boolean;
}

/** How long a visitor has to rest before the place is told, in ms. */
const REST = 120;

const BUTTON_STYLE = `
  button {
    position: sticky; bottom: 10px; z-index: 5; align-self: center; flex: none;
    width: 34px; height: 34px; margin: -34px auto 0; padding: 0; display: grid; place-items: center;
    border: 1px solid var(--wa-color-neutral-border-normal); border-radius: 50%;
    background: var(--wa-color-surface-raised); color: var(--wa-color-text-normal);
    box-shadow: var(--wa-shadow-m); cursor: pointer; font: inherit;
  }
  button[hidden] { display: none; }
  button:hover { background: var(--wa-color-neutral-fill-quiet); }
  button:focus-visible { outline: var(--wa-focus-ring); outline-offset: 2px; }
  svg { width: 16px; height: 16px; }
`;

export class Scroller {
  #button: HTMLButtonElement | null = null;
  #timer = 0;
  #told = 0;
  #begun = false;
  #sticks = false;

  constructor(
    private readonly box: HTMLElement,
    private readonly tell: (position: number) => void,
    private readonly props: () => Readonly<ScrollProps>,
    /** The element to scroll to for a place in the list; null while it is not there. */
    private readonly find: (index: number) => Element | null,
  ) {
    box.addEventListener("scroll", this.#scrolled, { passive: true });
  }

  /** Before the content changes: whether the end is near enough to be followed. */
  before(): void {
    const limit = this.props().auto_scroll_limit;
    this.#sticks = this.#begun && limit > 0 && this.#distance() <= limit;
  }

  /** What changed is shown; `names` null for the first time. */
  after(names: ReadonlySet<string> | null): void {
    const { scroll_position: position, view_latest: latest, scroll_request: request } = this.props();
    const begins = !this.#begun;
    this.#begun = true;
    // The content of components lies in the page one frame after they are put there.
    requestAnimationFrame(() => {
      if ((begins && latest) || this.#sticks) this.toEnd();
      else if ((begins && position > 0) || (names?.has("scroll_position") && position !== this.#told)) {
        this.#told = position;
        this.box.scrollTop = position;
      }
      if (request && (begins || names?.has("scroll_request"))) {
        this.find(request[1])?.scrollIntoView({ block: "nearest" });
      }
      this.#showButton();
    });
  }

  toEnd(smoothly = false): void {
    this.box.scrollTo({ top: this.box.scrollHeight, behavior: smoothly ? "smooth" : "auto" });
  }

  #distance(): number {
    return this.box.scrollHeight - this.box.clientHeight - this.box.scrollTop;
  }

  readonly #scrolled = (): void => {
    this.#showButton();
    clearTimeout(this.#timer);
    this.#timer = window.setTimeout(() => {
      const position = Math.round(this.box.scrollTop);
      if (position === this.#told || !this.box.isConnected) return;
      this.#told = position;
      this.tell(position);
    }, REST);
  };

  /** It lies in a shadow, so that the children are the app's alone. */
  #showButton(): void {
    const threshold = this.props().scroll_button_threshold;
    if (threshold > 0) this.#button ??= this.#makeButton();
    if (this.#button) this.#button.hidden = threshold === 0 || this.#distance() < threshold;
  }

  #makeButton(): HTMLButtonElement {
    const shadow = this.box.attachShadow({ mode: "open" });
    shadow.innerHTML = `<style>${BUTTON_STYLE}</style><slot></slot><button type="button" part="scroll-button" aria-label="Scroll to the end"><svg viewBox="0 0 16 16" fill="none" stroke="currentColor" stroke-width="2" aria-hidden="true"><path d="M8 2v11M3 8.5l5 5 5-5"/></svg></button>`;
    const button = shadow.querySelector("button") as HTMLButtonElement;
    button.addEventListener("click", () => this.toEnd(true));
    return button;
  }
}
