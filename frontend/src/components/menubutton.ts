import "@awesome.me/webawesome/dist/components/button/button.js";
import "@awesome.me/webawesome/dist/components/button-group/button-group.js";
import "@awesome.me/webawesome/dist/components/divider/divider.js";
import "@awesome.me/webawesome/dist/components/dropdown-item/dropdown-item.js";
import "@awesome.me/webawesome/dist/components/dropdown/dropdown.js";
import type WaDropdownItem from "@awesome.me/webawesome/dist/components/dropdown-item/dropdown-item.js";
import { html } from "lit-html";
import { buttonLook, type ButtonProps } from "./buttonlook.ts";
import { iconPart } from "./icon.ts";
import { withInner } from "./inner.ts";
import { Widget } from "./widget.ts";

interface MenuButtonProps extends ButtonProps {
  items: (string | null)[];
  split: boolean;
}

/** A button that opens a menu; sends "choose" with the item's place, or null for the button of a split one. */
export class MenuButton extends Widget<MenuButtonProps> {
  protected override template(): unknown {
    const { split, label } = this.props;
    if (!split) return this.#menu(html`${iconPart(this.props)}${label}`);
    const { variant, appearance } = buttonLook(this.props);
    return html`<wa-button-group .label=${label}>
      <wa-button
        .variant=${variant}
        .appearance=${appearance}
        .disabled=${this.props.disabled}
        @click=${() => this.#choose(null)}
        >${iconPart(this.props)}${label}</wa-button
      >${this.#menu(html`<span class="lanai-unseen">${`More of ${label}`}</span>`)}
    </wa-button-group>`;
  }

  protected override update(): void {
    super.update();
    void withInner(this.querySelector("wa-dropdown wa-button"), "button", (button) => {
      button.setAttribute("aria-haspopup", "menu");
    });
  }

  #menu(content: unknown): unknown {
    const { items, description, disabled } = this.props;
    const { variant, appearance } = buttonLook(this.props);
    return html`<wa-dropdown @wa-select=${this.#select}>
      <wa-button
        slot="trigger"
        with-caret
        .variant=${variant}
        .appearance=${appearance}
        .disabled=${disabled}
        .title=${description ?? ""}
        >${content}</wa-button
      >${items.map((item, place) =>
        item === null
          ? html`<wa-divider></wa-divider>`
          : html`<wa-dropdown-item .value=${String(place)}>${item}</wa-dropdown-item>`,
      )}
    </wa-dropdown>`;
  }

  #choose(place: number | null): void {
    if (!this.props.disabled) this.event("choose", { place });
  }

  readonly #select = (event: CustomEvent<{ item: WaDropdownItem }>): void => {
    this.#choose(Number(event.detail.item.value));
  };
}
