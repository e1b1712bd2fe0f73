/** What this document was served with. */

import type { BegunRoot } from "./beginning.ts";

export interface Served {
  /** The script element that holds the page's state. */
  state: HTMLElement;
  root: BegunRoot;
}

/**
 * The page's state and its root, as the server writes them: side by side, right below the body, where no markup of a
 * component comes. Null in a document that is not the server's own, such as the `srcdoc` of a frame: whoever can write
 * markup writes that, state and all, and it is of our origin.
 */
export function served(): Served | null {
  if (!/^https?:$/.test(location.protocol)) return null;
  const root = document.querySelector<HTMLElement>("body > #lanai-root");
  const state = root?.previousElementSibling;
  return root && state instanceof HTMLScriptElement && state.id === "lanai-page" ? { state, root } : null;
}
