/** Loads BokehJS scripts: each once, in the order asked, until it has come. */

import { loadScript } from "../../code/script.ts";

/** How often a script of another host is asked for. It may not exist, and others wait for it. */
const ATTEMPTS = 5;

export class Loader {
  readonly #known = new Set<string>();
  #tail: Promise<void> = Promise.resolve();

  /** Null when there is nothing to load, so that the caller can go on in the same task. */
  load(urls: readonly string[]): Promise<void> | null {
    const fresh = urls.filter((url) => !this.#known.has(url));
    for (const url of fresh) {
      this.#known.add(url);
      this.#tail = this.#tail.catch(() => undefined).then(() => this.#fetch(url));
    }
    return fresh.length > 0 ? this.#tail : null;
  }

  async #fetch(url: string): Promise<void> {
    try {
      await loadScript(url, url.includes("/_lanai/") ? Infinity : ATTEMPTS);
    } catch (error) {
      this.#known.delete(url); // whoever needs it next asks again
      throw error;
    }
  }
}
