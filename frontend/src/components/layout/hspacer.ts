import { TemplateElement } from "../templated.ts";

/** Empty space; its sizing properties are all there is to it. */
export class HSpacer extends TemplateElement {
  protected override template(): unknown {
    return "";
  }
}
