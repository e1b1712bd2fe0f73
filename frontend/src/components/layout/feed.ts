import { Column, type ColumnProps } from "../column.ts";
import "./styles.ts";

interface FeedProps extends ColumnProps {
  load_buffer: number;
  loaded: [first: number, end: number, total: number] | [];
  visible_range: [first: number, end: number] | null;
}

/** Height of a component that was never here, in px, until some have been. */
const GUESS = 40;
const PAUSE = 60;

/** A column of which only the part around what is seen is here; the rest is empty space of its likely height. */
export class Feed extends Column<FeedProps> {
  #average = GUESS;
  #timer = 0;
  /** Where the app wants to be, until it is there. */
  #goal: number | null = null;
  #observer: ResizeObserver | null = null;

  override attach(...given: Parameters<Column["attach"]>): void {
    super.attach(...given);
    this.addEventListener("scroll", this.#moved, { passive: true });
    this.#observer = new ResizeObserver(this.#moved);
    this.#observer.observe(this);
  }

  override detach(): void {
    this.#observer?.disconnect();
    clearTimeout(this.#timer);
    super.detach();
  }

  protected override update(names: ReadonlySet<string> | null): void {
    const anchor = this.#anchor();
    super.update(names);
    this.#pad();
    if (this.#goal !== null) this.#seek(this.#goal);
    else if (anchor?.element.isConnected) this.#shift(anchor.element.getBoundingClientRect().top - anchor.top);
    this.#moved();
  }

  /** Setting the place ends a scroll that is under way, also where it changes nothing. */
  #shift(by: number): void {
    if (Math.abs(by) >= 1) this.scrollTop += by;
  }

  protected override find(index: number): Element | null {
    const element = this.#at(index);
    if (!element) this.#seek(index);
    return element;
  }

  #at(index: number): Element | null {
    return this.children[index - (this.props.loaded[0] ?? 0)] ?? null;
  }

  /** Goes where a component will be, and once it is there, to it. */
  #seek(index: number): void {
    const element = this.#at(index);
    this.#goal = element ? null : index;
    if (element) element.scrollIntoView({ block: "nearest" });
    else this.scrollTop = index * this.#average;
  }

  /** The first component that is seen, and where: it stays there when others come and go above it. */
  #anchor(): { element: Element; top: number } | null {
    const edge = this.getBoundingClientRect().top;
    const element = [...this.children].find((child) => child.getBoundingClientRect().bottom > edge);
    return element ? { element, top: element.getBoundingClientRect().top } : null;
  }

  #pad(): void {
    const [first = 0, end = 0, total = 0] = this.props.loaded;
    const [top = 0, bottom = 0] = [this.firstElementChild, this.lastElementChild].map(
      (child) => child?.getBoundingClientRect().top ?? 0,
    );
    const pitch = (bottom - top) / (this.children.length - 1);
    if (pitch > 0) this.#average = pitch;
    this.style.setProperty("--above", `${Math.round(first * this.#average)}px`);
    this.style.setProperty("--below", `${Math.round((total - end) * this.#average)}px`);
  }

  readonly #moved = (): void => {
    this.#timer ||= window.setTimeout(() => {
      this.#timer = 0;
      const range = this.#seen();
      const known = this.props.visible_range;
      if (!range || (known?.[0] === range[0] && known[1] === range[1])) return;
      this.editContinuously({ visible_range: range });
    }, PAUSE);
  };

  /** Which are seen: exactly where they are here, else by their likely height. */
  #seen(): [number, number] | null {
    const [first = 0, , total = 0] = this.props.loaded;
    const box = this.getBoundingClientRect();
    if (total === 0 || box.height === 0) return null;
    const seen = [...this.children].flatMap((child, index) => {
      const { top, bottom } = child.getBoundingClientRect();
      return bottom > box.top && top < box.bottom ? [first + index] : [];
    });
    const last = seen.at(-1);
    if (seen[0] !== undefined && last !== undefined) return [seen[0], last + 1];
    const from = Math.min(total - 1, Math.max(0, Math.floor(this.scrollTop / this.#average)));
    return [from, Math.min(total, from + Math.ceil(box.height / this.#average))];
  }
}
