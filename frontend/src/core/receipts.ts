/** Tells the server which frames the page shows: not each by itself, but before the server waits for it. */

export interface Post {
  /** Runs `run` after `delay` ms; returns what cancels it. */
  after(delay: number, run: () => void): () => void;
  /** Says that the page shows every frame up to `rev`. */
  tell(rev: number): void;
}

/** Frames that may be shown before the server is told; it sends three times as many ahead. */
const MOST_UNTOLD = 4;
/** From so many characters or bytes on, a frame is told of at once: the server counts what is under way. */
const LARGE = 64 * 1024;
/** After so many ms without a reason to speak the server is told, so that it can forget what it keeps. */
const SILENCE_MS = 500;

export class Receipts {
  #told = 0;
  #shown = 0;
  #cancel: (() => void) | null = null;

  constructor(private readonly post: Post) {}

  /** The page shows frame `rev`, which took `size` characters or bytes. */
  shown(rev: number, size: number): void {
    this.#shown = rev;
    if (rev - this.#told >= MOST_UNTOLD || size >= LARGE) this.tell();
    else this.#cancel ??= this.post.after(SILENCE_MS, () => this.tell());
  }

  /** The server learns of `rev` in another message, as of the revision at which it was sent. */
  told(rev: number): void {
    this.#told = rev;
    if (rev < this.#shown) return;
    this.#cancel?.();
    this.#cancel = null;
  }

  /** Says now what the page shows. */
  tell(): void {
    this.told(this.#shown);
    this.post.tell(this.#shown);
  }
}
