import { html, nothing } from "lit-html";
import { styleMap } from "lit-html/directives/style-map.js";
import { TemplateElement } from "./templated.ts";
import type { WidgetProps } from "./widget.ts";

interface NumberProps extends WidgetProps {
  text: string;
  color: string | null;
  default_color: string;
  font_size: string;
  title_size: string;
}

/** A number, large, below its title. */
export class NumberView extends TemplateElement<NumberProps> {
  protected override template(): unknown {
    const { label, text, color, default_color: usual, font_size: size, title_size: titleSize } = this.props;
    const title = html`<div class="lanai-title" style=${styleMap({ fontSize: titleSize })}>${label}</div>`;
    return html`${label ? title : nothing}
      <div class="lanai-number" style=${styleMap({ fontSize: size, color: color ?? usual })}>${text}</div>`;
  }
}
