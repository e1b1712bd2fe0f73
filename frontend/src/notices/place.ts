/** A place on the page that the app's own styles do not reach. */

/** Puts an element with that class into the page; returns its shadow root, which looks as `css` says. */
export function place(name: string, css: string): ShadowRoot {
  const host = document.createElement("div");
  host.className = name;
  const root = host.attachShadow({ mode: "open" });
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(css);
  root.adoptedStyleSheets = [sheet];
  document.body.append(host);
  return root;
}
