import { render } from "lit-html";
import { ComponentElement } from "./base.ts";
import type { CommonProps } from "./common.ts";

/** An element whose content is a template of its properties. */
export abstract class TemplateElement<P extends CommonProps = CommonProps> extends ComponentElement<P> {
  protected abstract template(): unknown;

  protected override update(): void {
    render(this.template(), this);
  }
}
