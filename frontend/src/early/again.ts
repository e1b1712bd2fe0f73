/** Asks for a part of the page's code until it has come. It is in the page itself: what else could be asked for it? */

import type { Again } from "../core/again.ts";
import { missing, RETRY } from "./missing.ts";

/** How long (ms) is waited after the first failure, and at most; each time twice as long. */
const FIRST_MS = 400;
const LONGEST_MS = 10_000;

/** What browsers say of a module or a file that did not come. Other errors are those of code that did. */
const WORDS = /^(failed to fetch|networkerror|load failed|error loading dyn|importing a module)/i;

export const again: Again = async (load, failed, attempts = Infinity) => {
  let found: (() => void) | undefined;
  try {
    for (let wait = FIRST_MS; ; wait = Math.min(LONGEST_MS, 2 * wait)) {
      try {
        return await load();
      } catch (error) {
        if (--attempts <= 0 || !notLoaded(error as Error)) throw error;
        found ??= missing();
        failed?.();
        await pause(wait);
      }
    }
  } finally {
    found?.();
  }
};

function notLoaded({ name, message }: Error): boolean {
  return name === "NotLoaded" || (name === "TypeError" && WORDS.test(message));
}

/** Ends early where the network is back, or the visitor does not want to wait. Not all pages ask in one moment. */
function pause(longest: number): Promise<unknown> {
  return new Promise((resolve) => {
    setTimeout(resolve, longest * (1 - Math.random() / 4));
    for (const name of ["online", RETRY]) addEventListener(name, resolve, { once: true });
  });
}
