import "@awesome.me/webawesome/dist/components/button/button.js";
import type WaButton from "@awesome.me/webawesome/dist/components/button/button.js";
import { html } from "lit-html";
import { toggleLook, type ButtonProps } from "./buttonlook.ts";
import { iconPart } from "./icon.ts";
import { withInner } from "./inner.ts";
import { Widget } from "./widget.ts";

interface ToggleProps extends ButtonProps {
  value: boolean;
}

/** A button that stays pressed. */
export class Toggle extends Widget<ToggleProps> {
  protected override template(): unknown {
    const { label, description, disabled, value } = this.props;
    const { variant, appearance } = toggleLook(this.props, value);
    return html`<wa-button
      .variant=${variant}
      .appearance=${appearance}
      .disabled=${disabled}
      .title=${description ?? ""}
      @click=${this.#click}
      >${iconPart(this.props)}${label}</wa-button
    >`;
  }

  /** The role and the focus are the inner button's, so the pressed state is told there. */
  protected override update(): void {
    super.update();
    const pressed = String(this.props.value);
    void withInner(this.querySelector<WaButton>("wa-button"), "button", (button) => {
      button.setAttribute("aria-pressed", pressed);
    });
  }

  readonly #click = (): void => {
    if (!this.props.disabled) this.edit({ value: !this.props.value });
  };
}
