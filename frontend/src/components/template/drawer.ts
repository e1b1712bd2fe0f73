/** A sidebar: beside the main area where there is room, else a drawer over the page that keeps the focus. */

const NARROW = "(max-width: 860px)";

export class Drawer {
  /** Whether there is anything in it. */
  present = false;
  readonly id: string;
  readonly #narrow = matchMedia(NARROW);
  readonly #listening = new AbortController();
  #collapsed = false;
  /** What the app said last. */
  #told = false;
  /** Whether the visitor has it open over the page. */
  #drawn = false;
  #entering = false;
  #before: Element | null = null;

  constructor(
    private readonly shell: HTMLElement,
    readonly side: "sidebar" | "right_sidebar",
    private readonly changed: () => void,
  ) {
    this.id = `lanai-${side.replace("_", "-")}`;
  }

  get open(): boolean {
    return this.present && (this.#narrow.matches ? this.#drawn : !this.#collapsed);
  }

  /** Whether it lies over the page now. */
  get modal(): boolean {
    return this.present && this.#narrow.matches && this.#drawn;
  }

  begin(collapsed: boolean): void {
    this.#told = this.#collapsed = collapsed;
    const { signal } = this.#listening;
    this.#narrow.addEventListener("change", () => this.#draw(false), { signal });
    this.shell.addEventListener("keydown", (event) => this.#key(event), { signal });
  }

  end(): void {
    this.#listening.abort();
  }

  /** The app opens or closes it. */
  follow(collapsed: boolean): void {
    if (collapsed === this.#told) return;
    this.#told = this.#collapsed = collapsed;
  }

  toggle(): void {
    if (this.#narrow.matches) return this.#draw(!this.#drawn);
    this.#collapsed = !this.#collapsed;
    this.changed();
  }

  dismiss(): void {
    if (this.#drawn) this.#draw(false);
  }

  /** The shell shows it as it is now: the focus goes where it belongs. */
  rendered(): void {
    if (this.#entering) {
      this.#entering = false;
      this.shell.querySelector<HTMLElement>(`#${this.id} .shut`)?.focus();
    } else if (!this.#drawn && this.#before) {
      const before = this.#before;
      this.#before = null;
      if (before instanceof HTMLElement && before.isConnected) before.focus();
    }
  }

  #draw(drawn: boolean): void {
    if (drawn) this.#before = document.activeElement;
    this.#drawn = this.#entering = drawn;
    this.changed();
  }

  #key(event: KeyboardEvent): void {
    if (event.key !== "Escape" || event.defaultPrevented || !this.modal) return;
    event.preventDefault();
    this.dismiss();
  }
}
