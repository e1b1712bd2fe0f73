/** Asking for a part of the page's code until it has come. */

/**
 * What `load` resolves with, however often it has to be asked. While it is asked again, the page says so. Rejects at once
 * for other reasons than that a file did not come, and after so many `attempts`. `failed` is called with each failure.
 *
 * The same address is asked for again: browsers keep no module that did not load, and what has loaded is not run twice.
 */
export type Again = <T>(load: () => Promise<T>, failed?: () => void, attempts?: number) => Promise<T>;

/** A file that did not come. */
export class NotLoaded extends Error {
  override name = "NotLoaded";
}

/** By the script inside the page (early/rescue.ts), which is there whatever else does not come. */
export const again: Again = (load, ...how) =>
  (globalThis as { lanaiAgain?: Again }).lanaiAgain?.(load, ...how) ?? load();
