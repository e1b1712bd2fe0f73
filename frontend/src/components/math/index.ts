/** Formulas in markup. Their renderer and its fonts are loaded when the first one is seen. */

/** Shows the formulas that the server has marked, `.lanai-math`. */
export function showMarked(root: HTMLElement): void {
  const found = [...root.querySelectorAll<HTMLElement>(".lanai-math")];
  if (found.length > 0) void load().then(({ showFormula }) => found.forEach(showFormula));
}

/** Shows the formulas in the text of `root` that stand between delimiters. `whole`: without any, all of it is one. */
export async function showDelimited(root: HTMLElement, whole = false): Promise<void> {
  if (!/[$\\]/.test(root.textContent ?? "")) return;
  const { showIn } = await load();
  showIn(root, whole);
}

function load(): Promise<typeof import("./formulas.ts")> {
  return import("./formulas.ts");
}
