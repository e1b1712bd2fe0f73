import { HTML } from "./html.ts";
import { showMarked } from "./math/index.ts";
import { showOwnStyles } from "./ownstyles.ts";

/** Prose: markup that the server made of Markdown, with the page's typography. */
export class Markdown extends HTML {
  protected override finish(): void {
    showOwnStyles(this);
    showMarked(this, this.context.formulas);
  }
}
