/** The style sheet of chats, brought into the page once. */

import sheet from "./chat.css";

const adopted = new CSSStyleSheet();
adopted.replaceSync(sheet);
document.adoptedStyleSheets = [...document.adoptedStyleSheets, adopted];
