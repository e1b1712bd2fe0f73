/** The beginning of a page that does not carry its own: all that it shows has to be loaded first. */

import { sources } from "../early/sources.ts";
import { Beginning } from "./beginning.ts";
import type { PageState } from "./messages.ts";

export function begin(state: HTMLElement, root: HTMLElement): Beginning {
  return new Beginning(JSON.parse(state.textContent ?? "") as PageState, root, { sources, stills: {} });
}
