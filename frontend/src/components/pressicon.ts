/** What icons that are pressed share: a button that holds an icon, and its label where it has one. */

import { html, nothing, type TemplateResult } from "lit-html";
import { hasGlyph, iconOf, isSvg } from "./icon.ts";
import { Widget, type WidgetProps } from "./widget.ts";

export interface IconProps extends WidgetProps {
  icon: string | null;
  active_icon: string;
  size: string | null;
}

export abstract class PressIcon<P extends IconProps = IconProps> extends Widget<P> {
  /** The filled form of `icon`, once it is known whether there is one. */
  #filled = "";
  #asked = "";

  protected button(active: boolean, pressed: boolean | null): TemplateResult {
    const { label, description, disabled, icon, size } = this.props;
    const name = label || description || icon || "";
    return html`<button
      type="button"
      class="lanai-press-icon"
      aria-label=${isSvg(name) ? "Icon" : name}
      aria-pressed=${pressed === null ? nothing : String(pressed)}
      title=${description ?? nothing}
      .disabled=${disabled}
      @click=${() => this.pressed()}
    >
      ${iconOf(active ? this.#active() : icon, size)}${label ? html`<span>${label}</span>` : nothing}
    </button>`;
  }

  protected abstract pressed(): void;

  protected override update(): void {
    super.update();
    void this.#findFilled();
  }

  #active(): string | null {
    return this.props.active_icon || this.#filled || this.props.icon;
  }

  async #findFilled(): Promise<void> {
    const { icon, active_icon: active } = this.props;
    if (active || !icon || isSvg(icon) || this.#asked === icon) return;
    this.#asked = icon;
    const filled = `${icon}-filled`;
    const found = await hasGlyph(filled);
    if (this.#asked !== icon) return;
    this.#filled = found ? filled : "";
    if (this.component) super.update();
  }
}
