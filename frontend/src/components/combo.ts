/** A field with a list of offers below it: what of the combobox pattern an autocomplete and a multiple choice share. */

import "@awesome.me/webawesome/dist/components/popup/popup.js";
import { html, nothing } from "lit-html";
import { Widget, type WidgetProps } from "./widget.ts";

export interface ComboProps extends WidgetProps {
  options: string[];
  placeholder: string;
}

/** Offers shown at once: more make a list that nobody reads, and a page that is slow. */
const MOST = 200;

export abstract class Combo<P extends ComboProps = ComboProps> extends Widget<P> {
  protected open = false;
  /** The place of the offer that Enter takes; -1: none. */
  protected active = -1;

  /** What fits what is typed. */
  protected abstract offers(): string[];

  protected abstract take(offer: string): void;

  /** Enter was pressed while no offer was active. */
  protected abstract enter(): void;

  protected abstract typed(): void;

  /** What lies before the input, in the field. */
  protected tags(): unknown {
    return nothing;
  }

  protected get field(): HTMLInputElement | null {
    return this.querySelector<HTMLInputElement>("input");
  }

  protected get typing(): string {
    return this.field?.value ?? "";
  }

  protected override template(): unknown {
    const { label, placeholder, disabled } = this.props;
    const list = `lanai-offers-${this.component?.id}`;
    const field = `lanai-combo-${this.component?.id}`;
    const offers = this.open ? this.offers().slice(0, MOST) : [];
    const shown = offers.length > 0;
    return html`${label ? html`<label class="lanai-label" for=${field}>${label}</label>` : nothing}<wa-popup
        placement="bottom-start"
        sync="width"
        flip
        .distance=${4}
        .active=${shown}
      >
        <div
          slot="anchor"
          class="lanai-field"
          role="group"
          aria-label=${label || placeholder || "Options"}
          aria-disabled=${String(disabled)}
          ?data-disabled=${disabled}
          @pointerdown=${this.#focusField}
        >
          ${this.tags()}<input
            id=${field}
            role="combobox"
            autocomplete="off"
            spellcheck="false"
            aria-autocomplete="list"
            aria-label=${label ? nothing : placeholder || nothing}
            aria-expanded=${String(shown)}
            aria-controls=${shown ? list : nothing}
            aria-activedescendant=${shown && this.active >= 0 ? `${list}-${this.active}` : nothing}
            .placeholder=${this.placeholder()}
            .disabled=${disabled}
            @input=${this.#input}
            @keydown=${this.#keydown}
            @focus=${this.opened}
            @click=${this.opened}
            @blur=${this.#blur}
          />
        </div>
        ${shown ? this.#list(list, offers) : nothing}
      </wa-popup>${this.help()}`;
  }

  protected placeholder(): string {
    return this.props.placeholder;
  }

  #list(id: string, offers: string[]): unknown {
    return html`<ul id=${id} role="listbox" class="lanai-offers" aria-label=${this.props.label || "Options"}>
      ${offers.map(
        (offer, place) => html`<li
          id=${`${id}-${place}`}
          role="option"
          aria-selected=${String(place === this.active)}
          @pointerdown=${(event: Event) => event.preventDefault()}
          @click=${() => this.take(offer)}
        >
          ${offer}
        </li>`,
      )}
    </ul>`;
  }

  /** Shows the offers. */
  protected readonly opened = (): void => {
    if (this.open || this.props.disabled) return;
    this.open = true;
    this.redraw();
  };

  protected close(): void {
    this.open = false;
    this.active = -1;
    this.redraw();
  }

  protected redraw(): void {
    if (this.component) super.update();
  }

  readonly #focusField = (event: PointerEvent): void => {
    if (event.target === event.currentTarget) {
      event.preventDefault();
      this.field?.focus();
    }
  };

  readonly #input = (): void => {
    this.open = true;
    this.active = -1;
    this.typed();
    this.redraw();
  };

  readonly #blur = (): void => {
    this.left();
    this.close();
  };

  /** The visitor left the field. */
  protected left(): void {
    return;
  }

  readonly #keydown = (event: KeyboardEvent): void => {
    if (event.isComposing) return;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      this.#move(event.key === "ArrowDown" ? 1 : -1);
    } else if (event.key === "Escape" && this.open) {
      event.stopPropagation();
      this.close();
    } else if (event.key === "Enter") {
      event.preventDefault();
      const offer = this.open ? this.offers()[this.active] : undefined;
      if (offer === undefined) this.enter();
      else this.take(offer);
    } else this.keydown(event);
  };

  /** Any other key. */
  protected keydown(_event: KeyboardEvent): void {
    return;
  }

  #move(step: number): void {
    if (!this.open) {
      this.opened();
      return;
    }
    const count = Math.min(this.offers().length, MOST);
    if (count === 0) return;
    this.active = this.active < 0 && step < 0 ? count - 1 : (this.active + step + count) % count;
    this.redraw();
    this.querySelector(`[aria-selected="true"]`)?.scrollIntoView({ block: "nearest" });
  }
}
