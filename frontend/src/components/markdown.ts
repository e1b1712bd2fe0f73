import { HTML } from "./html.ts";
import { showMarked } from "./math/index.ts";

/** Prose: markup that the server made of Markdown, with the page's typography. */
export class Markdown extends HTML {
  protected override showMath(): void {
    showMarked(this, this.context.formulas);
  }
}
