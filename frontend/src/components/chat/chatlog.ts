import { Feed } from "../layout/feed.ts";
import "./styles.ts";

/** The messages of a chat. Stays at its end while the last one grows, unless the visitor has scrolled away. */
export class ChatLog extends Feed {
  /** How high the messages were when that was last looked at, in px. */
  #height = Number.NaN;
  #jumps = false;
  #last: Element | null = null;
  #sizes: ResizeObserver | null = null;

  override attach(...given: Parameters<Feed["attach"]>): void {
    this.role = "log";
    this.ariaLabel = "Messages";
    super.attach(...given);
  }

  override detach(): void {
    this.#sizes?.disconnect();
    super.detach();
  }

  protected override update(names: ReadonlySet<string> | null): void {
    super.update(names);
    const last = this.lastElementChild;
    if (last === this.#last) return;
    this.#last = last;
    this.#sizes ??= new ResizeObserver(this.#grown);
    this.#sizes.disconnect();
    if (last) this.#sizes.observe(last);
    // What the visitor says is seen, wherever the visitor was.
    this.#jumps = names !== null && (last?.hasAttribute("data-own") ?? false);
  }

  readonly #grown = (): void => {
    const { auto_scroll_limit: limit } = this.props;
    const near = this.#height - this.clientHeight - this.scrollTop <= limit;
    if (limit > 0 && (near || this.#jumps)) this.scrollTop = this.scrollHeight;
    this.#jumps = false;
    this.#height = this.scrollHeight;
  };
}
