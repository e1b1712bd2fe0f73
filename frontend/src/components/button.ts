import "@awesome.me/webawesome/dist/components/button/button.js";
import { html } from "lit-html";
import { buttonLook, type ButtonProps } from "./buttonlook.ts";
import { iconPart } from "./icon.ts";
import { Widget } from "./widget.ts";

/** Sends "click". */
export class Button extends Widget<ButtonProps> {
  protected override template(): unknown {
    const { label, description, disabled } = this.props;
    const { variant, appearance } = buttonLook(this.props);
    return html`<wa-button
      .variant=${variant}
      .appearance=${appearance}
      .disabled=${disabled}
      .title=${description ?? ""}
      @click=${this.#click}
      >${iconPart(this.props)}${label}</wa-button
    >`;
  }

  readonly #click = (): void => {
    if (!this.props.disabled) this.event("click");
  };
}
