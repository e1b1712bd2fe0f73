/** Formulas in markup. Their renderer and its fonts are loaded when the first one is seen. */

import type { Formulas } from "../../core/context.ts";

export type LoadFormulas = () => Promise<Formulas>;

/** Shows the formulas that the server has marked, `.lanai-math`. */
export function showMarked(root: HTMLElement, load: LoadFormulas): void {
  const found = [...root.querySelectorAll<HTMLElement>(".lanai-math")];
  if (found.length > 0) void load().then(({ showFormula }) => found.forEach(showFormula));
}

/** Shows the formulas in the text of `root` that stand between delimiters. `whole`: without any, all of it is one. */
export async function showDelimited(root: HTMLElement, load: LoadFormulas, whole = false): Promise<void> {
  if (!/[$\\]/.test(root.textContent ?? "")) return;
  const { showIn } = await load();
  showIn(root, whole);
}
