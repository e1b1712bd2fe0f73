/** Styles that stand in prose: they hold for the prose, not for the page. */

/**
 * Makes styles of those that the server has marked. It takes them for text of anybody's, so that no style of theirs applies
 * outside of `root`, however its braces are set: the browser's own reading of the rules is what is written back.
 */
export function showOwnStyles(root: HTMLElement): void {
  for (const style of root.querySelectorAll('style[type="text/lanai"]')) {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(style.textContent ?? ""); // without its imports
    const rules = [...sheet.cssRules];
    const naming = rules.filter(isNaming).map(textOf);
    const styling = rules.filter((rule) => !isNaming(rule)).map(textOf);
    const scope = `@scope ([data-lanai="${root.dataset["lanai"]}"]) {\n${styling.join("\n")}\n}`;
    style.textContent = [...naming, scope].join("\n");
    style.removeAttribute("type");
  }
}

/** Whether a rule only gives a name to something, which it cannot do within a scope. */
function isNaming(rule: CSSRule): boolean {
  return rule instanceof CSSKeyframesRule || rule instanceof CSSFontFaceRule;
}

function textOf(rule: CSSRule): string {
  return rule.cssText;
}
