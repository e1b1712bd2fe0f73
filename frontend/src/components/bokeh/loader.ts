/** Loads BokehJS scripts: each once, in the order asked. */

export class Loader {
  readonly #known = new Set<string>();
  #tail: Promise<void> = Promise.resolve();

  /** Null when there is nothing to load, so that the caller can go on in the same task. */
  load(urls: readonly string[]): Promise<void> | null {
    const fresh = urls.filter((url) => !this.#known.has(url));
    for (const url of fresh) {
      this.#known.add(url);
      this.#tail = this.#tail.then(() => addScript(url));
    }
    return fresh.length > 0 ? this.#tail : null;
  }
}

function addScript(url: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const script = document.createElement("script");
    script.src = url;
    script.onload = () => resolve();
    script.onerror = () => reject(new Error(`expected a script at ${url}, got none`));
    document.head.append(script);
  });
}
