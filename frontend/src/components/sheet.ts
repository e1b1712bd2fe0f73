/** The style sheet of a component's own code: call what this returns when the code is first used. */
export function styleSheet(...texts: string[]): () => void {
  let adopted = false;
  return () => {
    if (adopted) return;
    adopted = true;
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(texts.join("\n"));
    document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
  };
}
