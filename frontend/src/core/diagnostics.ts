/** What went wrong in the browser, said once on the console, with a code and whose fault it is. */

/** internal: Lanai's own; network: the connection; app: the app's Python or content; protocol: the server's bytes. */
export type Fault = "internal" | "network" | "app" | "protocol";

export class Diagnostics {
  readonly #said = new Set<string>();

  /** `write` is where it is said: the console, or a list in a test. */
  constructor(private readonly write: (text: string, cause?: unknown) => void = (...said) => console.error(...said)) {}

  report(fault: Fault, code: string, message: string, cause?: unknown): void {
    const text = `[lanai ${fault}] ${code}: ${message}`;
    if (this.#said.has(text)) return;
    this.#said.add(text);
    if (cause === undefined) this.write(text);
    else this.write(text, cause);
  }
}
