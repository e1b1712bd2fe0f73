import "@awesome.me/webawesome/dist/components/checkbox/checkbox.js";
import type WaCheckbox from "@awesome.me/webawesome/dist/components/checkbox/checkbox.js";
import { html } from "lit-html";
import { live } from "lit-html/directives/live.js";
import { withInner } from "./inner.ts";
import { Widget, type WidgetProps } from "./widget.ts";

interface CheckboxProps extends WidgetProps {
  value: boolean;
}

export class Checkbox extends Widget<CheckboxProps> {
  protected override template(): unknown {
    const { label, value, disabled } = this.props;
    return html`<wa-checkbox .checked=${live(value)} .disabled=${disabled} @change=${this.#change}>${label}</wa-checkbox
      >${this.help()}`;
  }

  /** The box itself takes the pointer, so that whoever looks for the checkbox can click it. */
  protected override update(): void {
    super.update();
    void withInner(this.querySelector<WaCheckbox>("wa-checkbox"), "input", (input) => {
      input.style.pointerEvents = "auto";
    });
  }

  readonly #change = (event: Event): void => {
    this.edit({ value: (event.currentTarget as WaCheckbox).checked });
  };
}
