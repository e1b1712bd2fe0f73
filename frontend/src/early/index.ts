/**
 * Runs inside the page, before any file has come: shows the first state where all that is in it can be shown without
 * them, and asks for the files, which run once it is on the screen. What it began, the rest of the code takes over.
 */

import { Beginning } from "../core/beginning.ts";
import { painted } from "../core/browser.ts";
import type { PageState } from "../core/messages.ts";
import { served } from "../core/served.ts";
import { fetchCode, linkStyles } from "./code.ts";
import { rescue } from "./rescue.ts";
import { sources } from "./sources.ts";
import { stills } from "./stills.ts";

rescue();
const own = served();
if (own) {
  const { state, root } = own;
  const page = JSON.parse(state.textContent ?? "") as PageState;
  const beginning = new Beginning(page, root, { sources, stills });
  root.lanai = beginning;
  const { code } = page;
  const shown = beginning.mount.started ? painted() : Promise.resolve();
  if (code) beginning.styles = { first: fetchCode(code, shown), more: () => linkStyles(code.more) };
}
