/** Asks for a part of the page's code until it has come. */

import { missing, RETRY } from "./missing.ts";

/** How long (ms) the first attempt that failed is followed by none, and how long at most; each waits twice as long. */
const FIRST_MS = 400;
const LONGEST_MS = 10_000;

/** A file that did not come. */
export class NotLoaded extends Error {}

/** What browsers say of a module or a file that did not come. Other errors are those of code that did. */
const WORDS = /^(failed to fetch|networkerror|load failed|error loading dynamically|importing a module script failed)/i;

/**
 * What `load` resolves with, however often it has to be asked. While it is asked again, the page says so. Rejects at once
 * for other reasons than that a file did not come, and after so many `attempts`. `failed` is called with the first failure.
 *
 * The same address is asked for again: browsers keep no module that did not load, and what has loaded is not run twice.
 */
export async function again<T>(load: () => Promise<T>, failed?: () => void, attempts = Infinity): Promise<T> {
  let found: (() => void) | undefined;
  try {
    for (let attempt = 1; ; attempt++) {
      try {
        return await load();
      } catch (error) {
        if (attempt >= attempts || !notLoaded(error)) throw error;
        found ??= missing();
        if (attempt === 1) failed?.();
        await pause(attempt);
      }
    }
  } finally {
    found?.();
  }
}

export function notLoaded(error: unknown): boolean {
  return error instanceof NotLoaded || (error instanceof TypeError && WORDS.test(error.message));
}

/** Ends early where the network is back, or the visitor does not want to wait. Not all pages ask in one moment. */
function pause(attempt: number): Promise<void> {
  const longest = Math.min(LONGEST_MS, FIRST_MS * 2 ** (attempt - 1));
  return new Promise((resolve) => {
    const end = (): void => {
      clearTimeout(timer);
      for (const name of ["online", RETRY]) removeEventListener(name, end);
      resolve();
    };
    const timer = setTimeout(end, longest * (0.75 + Math.random() / 4));
    for (const name of ["online", RETRY]) addEventListener(name, end);
  });
}

/** A classic script, put into the page. */
export function loadScript(url: string, attempts = Infinity): Promise<void> {
  return again(
    () =>
      new Promise((resolve, reject) => {
        const script = document.createElement("script");
        script.src = url;
        script.onload = () => resolve();
        script.onerror = () => {
          script.remove();
          reject(new NotLoaded(`expected a script at ${url}, got none`));
        };
        document.head.append(script);
      }),
    undefined,
    attempts,
  );
}
