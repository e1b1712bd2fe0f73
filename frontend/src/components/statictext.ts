import { html, nothing } from "lit-html";
import { TemplateElement } from "./base.ts";
import type { CommonProps } from "./common.ts";

interface StaticTextProps extends CommonProps {
  label: string;
  text: string;
}

/** A label and a text. */
export class StaticText extends TemplateElement<StaticTextProps> {
  protected override template(): unknown {
    const { label, text } = this.props;
    return html`${label ? html`<b>${label}:</b> ` : nothing}<span>${text}</span>`;
  }
}
