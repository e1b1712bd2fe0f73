/** Makes what a library draws readable to screen readers: roles that stand for nothing go, and buttons get names. */

/** Selectors of buttons that have no name, and the names they get. */
type Names = readonly (readonly [selector: string, name: string])[];

/** Mends what is in `root` now and whatever comes into it; returns what ends that. */
export function mend(root: HTMLElement, names: Names): () => void {
  const fix = (): void => {
    for (const item of root.querySelectorAll('[role="treeitem"]')) item.removeAttribute("role");
    for (const item of root.querySelectorAll("div[aria-selected]")) item.removeAttribute("aria-selected");
    for (const tree of root.querySelectorAll('[role="tree"]')) tree.setAttribute("role", "group");
    for (const [selector, name] of names) {
      for (const button of root.querySelectorAll(`${selector}:not([aria-label])`)) button.setAttribute("aria-label", name);
    }
  };
  const observer = new MutationObserver(fix);
  observer.observe(root, { subtree: true, childList: true, attributeFilter: ["role", "aria-selected"] });
  fix();
  return () => observer.disconnect();
}
