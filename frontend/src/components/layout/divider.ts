import { TemplateElement } from "../templated.ts";
import "./styles.ts";

/** A line across. */
export class Divider extends TemplateElement {
  protected override template(): unknown {
    this.setAttribute("role", "separator");
    return "";
  }
}
