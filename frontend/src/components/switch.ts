import "@awesome.me/webawesome/dist/components/switch/switch.js";
import type WaSwitch from "@awesome.me/webawesome/dist/components/switch/switch.js";
import { html } from "lit-html";
import { live } from "lit-html/directives/live.js";
import { withInner } from "./inner.ts";
import { Widget, type WidgetProps } from "./widget.ts";

interface SwitchProps extends WidgetProps {
  value: boolean;
}

export class Switch extends Widget<SwitchProps> {
  protected override template(): unknown {
    const { label, value, disabled } = this.props;
    return html`<wa-switch .checked=${live(value)} .disabled=${disabled} @change=${this.#change}>${label}</wa-switch
      >${this.help()}`;
  }

  /** The native control takes the pointer, so that whoever looks for the switch can click it. */
  protected override update(): void {
    super.update();
    void withInner(this.querySelector<WaSwitch>("wa-switch"), "input", (input) => {
      Object.assign(input.style, { pointerEvents: "auto", zIndex: "1" });
    });
  }

  readonly #change = (event: Event): void => {
    this.edit({ value: (event.currentTarget as WaSwitch).checked });
  };
}
