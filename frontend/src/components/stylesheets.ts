/** A component's `stylesheets`: CSS texts apply inside its element only, URLs are linked once for the page. */

export class ScopedStylesheets {
  #sheets: CSSStyleSheet[] = [];

  constructor(private readonly element: HTMLElement) {}

  show(stylesheets: readonly string[]): void {
    if (this.#sheets.length === 0 && stylesheets.length === 0) return;
    const others = document.adoptedStyleSheets.filter((sheet) => !this.#sheets.includes(sheet));
    stylesheets.filter(isUrl).forEach(link);
    this.#sheets = stylesheets.filter((text) => !isUrl(text)).map((text) => this.#scoped(text));
    document.adoptedStyleSheets = [...others, ...this.#sheets];
  }

  /** `:host`, as written for components with a shadow root, means the component's element. */
  #scoped(text: string): CSSStyleSheet {
    const css = text.replace(/:host\(([^)]*)\)/g, ":scope$1").replaceAll(":host", ":scope");
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(`@scope ([data-lanai="${this.element.dataset["lanai"]}"]) { ${css} }`);
    return sheet;
  }
}

function isUrl(stylesheet: string): boolean {
  return !stylesheet.includes("{") && /^\S+$/.test(stylesheet);
}

function link(href: string): void {
  const present = [...document.head.querySelectorAll("link")].some((each) => each.getAttribute("href") === href);
  if (present) return;
  const element = document.createElement("link");
  element.rel = "stylesheet";
  element.href = href;
  document.head.append(element);
}
