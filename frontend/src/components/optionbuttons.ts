/** Options as buttons that lie together, in a group that has the widget's label. */

import { html, nothing } from "lit-html";
import { live } from "lit-html/directives/live.js";
import type { ButtonLooks } from "./buttonlook.ts";
import { Widget, type WidgetProps } from "./widget.ts";

export interface ButtonsProps extends WidgetProps, ButtonLooks {
  options: string[];
  orientation: "horizontal" | "vertical";
}

export abstract class OptionButtons<P extends ButtonsProps = ButtonsProps> extends Widget<P> {
  protected abstract readonly kind: "checkbox" | "radio";

  protected abstract isChosen(option: string): boolean;

  protected abstract choose(option: string, chosen: boolean): void;

  /** Native boxes below the buttons' looks: roles, names and arrow keys are the browser's own. */
  protected override template(): unknown {
    const { label, options, orientation, disabled, button_type: type, button_style: style } = this.props;
    const kind = this.kind;
    return html`<fieldset
      class=${`lanai-buttons lanai-${orientation} lanai-type-${type} lanai-style-${style}`}
      role=${kind === "radio" ? "radiogroup" : nothing}
      .disabled=${disabled}
    >
      ${label ? html`<legend>${label}</legend>` : nothing}
      <div>
        ${options.map(
          (option) => html`<label
            ><input
              type=${kind}
              name=${`lanai-${this.component?.id}`}
              .checked=${live(this.isChosen(option))}
              @change=${(event: Event) => this.choose(option, (event.currentTarget as HTMLInputElement).checked)}
            /><span>${option}</span></label
          >`,
        )}
      </div>
    </fieldset>${this.help()}`;
  }
}
