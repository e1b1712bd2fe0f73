import { html } from "lit-html";
import { TemplateElement } from "./templated.ts";
import type { WidgetProps } from "./widget.ts";

interface TooltipIconProps extends WidgetProps {
  value: string | { text: string; place: string } | null;
}

/** A mark that tells more on hover and focus. */
export class TooltipIcon extends TemplateElement<TooltipIconProps> {
  protected override template(): unknown {
    const { label, value } = this.props;
    const { text, place } = typeof value === "object" && value !== null ? value : { text: value ?? "", place: "top" };
    return html`<button
      type="button"
      class="lanai-help"
      data-place=${place}
      data-tip=${text}
      aria-label=${`${label || "Help"}: ${text}`}
    >
      ?
    </button>`;
  }
}
