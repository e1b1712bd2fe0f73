/** What the app tells its visitors when something failed: one sentence, for a while. */

import { toasts } from "./toasts.ts";

const SHOWN_MS = 5000;

/** Returns what shows one. A text that is on the screen is not shown twice. */
export function open(): (text: string) => void {
  const shown = toasts();
  return (text) => shown.show(`failure: ${text}`, { text, type: "error", duration: SHOWN_MS }, () => undefined);
}
