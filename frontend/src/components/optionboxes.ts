/** Options with a box each, in a group that has the widget's label. */

import { html, nothing } from "lit-html";
import { live } from "lit-html/directives/live.js";
import { Widget, type WidgetProps } from "./widget.ts";

export interface BoxesProps extends WidgetProps {
  options: string[];
  inline: boolean;
}

export abstract class OptionBoxes<P extends BoxesProps = BoxesProps> extends Widget<P> {
  protected abstract readonly kind: "checkbox" | "radio";

  protected abstract isChosen(option: string): boolean;

  protected abstract choose(option: string, chosen: boolean): void;

  protected override template(): unknown {
    const { label, options, inline, disabled } = this.props;
    const kind = this.kind;
    return html`<fieldset
      class=${`lanai-boxes${inline ? " lanai-inline" : ""}`}
      role=${kind === "radio" ? "radiogroup" : nothing}
      .disabled=${disabled}
    >
      ${label ? html`<legend>${label}</legend>` : nothing}
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
    </fieldset>${this.help()}`;
  }
}
