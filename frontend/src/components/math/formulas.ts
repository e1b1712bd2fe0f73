/** KaTeX, with its style sheet and its fonts. What it makes is read out as MathML. */

import katex from "katex";
import renderMathInElement from "katex/contrib/auto-render";
import css from "katex/dist/katex.min.css";

const OPTIONS = { throwOnError: false, trust: false, maxExpand: 1000, maxSize: 50 } as const;
const DELIMITERS = [
  { left: "$$", right: "$$", display: true },
  { left: "\\[", right: "\\]", display: true },
  { left: "\\(", right: "\\)", display: false },
  { left: "$", right: "$", display: false },
];

const sheet = new CSSStyleSheet();
sheet.replaceSync(css);
document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];

export function showFormula(element: HTMLElement): void {
  if (element.querySelector(".katex")) return;
  katex.render(element.textContent ?? "", element, { ...OPTIONS, displayMode: element.dataset["display"] !== undefined });
}

export function showIn(root: HTMLElement, whole: boolean): void {
  const text = root.textContent ?? "";
  if (whole && !text.includes("$") && !/\\[([]/.test(text)) {
    katex.render(text, root, { ...OPTIONS, displayMode: true });
    return;
  }
  renderMathInElement(root, { ...OPTIONS, delimiters: DELIMITERS, ignoredClasses: ["katex", "lanai-math"] });
}
