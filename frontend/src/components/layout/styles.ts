/** The style sheet of the layouts that are fetched when they are needed, brought into the page once. */

import sheet from "./panels.css";

const adopted = new CSSStyleSheet();
adopted.replaceSync(sheet);
document.adoptedStyleSheets = [...document.adoptedStyleSheets, adopted];
