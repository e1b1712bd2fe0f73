import { HTML } from "./html.ts";

/** Prose: markup that the server made of Markdown, with the page's typography. */
export class Markdown extends HTML {}
