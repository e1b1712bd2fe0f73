import { html, nothing } from "lit-html";
import { withOption } from "./chosen.ts";
import { Combo, type ComboProps } from "./combo.ts";

interface MultiChoiceProps extends ComboProps {
  value: string[];
  delete_button: boolean;
  max_items: number | null;
  option_limit: number | null;
  search_option_limit: number | null;
  solid: boolean;
}

/** Any number of several labels: tags in a field, and what is left below it while it has the focus. */
export class MultiChoice extends Combo<MultiChoiceProps> {
  protected override tags(): unknown {
    const { value, delete_button: removable, solid, disabled } = this.props;
    return value.map(
      (option) =>
        html`<span class=${solid ? "lanai-tag" : "lanai-tag lanai-outline"}
          >${option}${removable && !disabled
            ? html`<button
                type="button"
                aria-label=${`Remove ${option}`}
                @pointerdown=${(event: Event) => event.preventDefault()}
                @click=${() => this.#remove(option)}
              >
                <svg viewBox="0 0 12 12" aria-hidden="true"><path d="M3 3l6 6M9 3l-6 6" /></svg>
              </button>`
            : nothing}</span
        >`,
    );
  }

  protected override placeholder(): string {
    return this.props.value.length > 0 ? "" : this.props.placeholder;
  }

  protected override offers(): string[] {
    const { options, value, option_limit: limit, search_option_limit: searchLimit } = this.props;
    if (this.#full) return [];
    const wanted = this.typing.trim().toLowerCase();
    const left = options.filter((option) => !value.includes(option) && option.toLowerCase().includes(wanted));
    return left.slice(0, (wanted ? searchLimit : limit) ?? undefined);
  }

  protected override take(offer: string): void {
    if (this.field) this.field.value = "";
    this.active = -1;
    this.edit({ value: withOption(this.props.value, offer, true) });
    if (this.#full) this.close();
  }

  /** Enter takes the offer that is typed out, or the only one that is left. */
  protected override enter(): void {
    const offers = this.offers();
    const only = offers.find((offer) => offer.toLowerCase() === this.typing.toLowerCase()) ?? offers[0];
    if (this.typing && only !== undefined && (offers.length === 1 || only.toLowerCase() === this.typing.toLowerCase())) {
      this.take(only);
    }
  }

  protected override typed(): void {
    return;
  }

  protected override left(): void {
    if (this.field) this.field.value = "";
  }

  protected override keydown(event: KeyboardEvent): void {
    const last = this.props.value.at(-1);
    if (event.key === "Backspace" && this.typing === "" && last !== undefined) this.#remove(last);
  }

  get #full(): boolean {
    const { value, max_items: most } = this.props;
    return most !== null && value.length >= most;
  }

  #remove(option: string): void {
    this.edit({ value: withOption(this.props.value, option, false) });
    this.field?.focus();
  }
}
