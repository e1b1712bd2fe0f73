/** Hands the app's failures to what shows them, whose code is loaded with the first one. */

import type { Diagnostics } from "./diagnostics.ts";
import type { AppFailure } from "./messages.ts";

/** `text` was told `count` times. */
export type ShowFailure = (text: string, count: number) => void;
export type LoadFailures = () => Promise<{ open(): ShowFailure }>;

export class Notices {
  readonly #open = new Map<AppFailure["code"], Promise<ShowFailure>>();

  constructor(
    private readonly load: Record<AppFailure["code"], LoadFailures>,
    private readonly diagnostics: Diagnostics,
  ) {}

  show({ code, message, count = 1 }: AppFailure): void {
    let open = this.#open.get(code);
    if (!open) this.#open.set(code, (open = this.load[code]().then((chunk) => chunk.open())));
    open.then(
      (show) => show(message, count),
      (error: unknown) => this.diagnostics.report("network", "notice-not-loaded", message, error),
    );
  }
}
