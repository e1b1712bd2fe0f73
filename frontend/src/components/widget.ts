/** What form controls share: a label, a description, and a way to be disabled. */

import { html, nothing } from "lit-html";
import { TemplateElement } from "./templated.ts";
import type { CommonProps } from "./common.ts";

export interface WidgetProps extends CommonProps {
  label: string;
  description: string | null;
}

export abstract class Widget<P extends WidgetProps = WidgetProps> extends TemplateElement<P> {
  /** A small mark that tells the description on hover and focus. */
  protected help(): unknown {
    const { description } = this.props;
    if (!description) return nothing;
    return html`<button type="button" class="lanai-help" aria-label=${`Help: ${description}`} data-tip=${description}>
      ?
    </button>`;
  }
}
