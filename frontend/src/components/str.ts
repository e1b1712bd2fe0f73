import { html } from "lit-html";
import { TemplateElement } from "./base.ts";
import type { CommonProps } from "./common.ts";

interface StrProps extends CommonProps {
  text: string;
}

/** Preformatted text. */
export class Str extends TemplateElement<StrProps> {
  protected override template(): unknown {
    return html`<pre>${this.props.text}</pre>`;
  }
}
