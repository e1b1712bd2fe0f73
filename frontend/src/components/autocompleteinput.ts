import { Combo, type ComboProps } from "./combo.ts";

interface AutocompleteProps extends ComboProps {
  value: string;
  value_input: string;
  case_sensitive: boolean;
  min_characters: number;
  restrict: boolean;
  search_strategy: "starts_with" | "includes";
}

/** A field that offers the options that fit what is typed. `value` follows a choice, Enter, and leaving the field. */
export class AutocompleteInput extends Combo<AutocompleteProps> {
  protected override update(names: ReadonlySet<string> | null = null): void {
    super.update();
    const field = this.field;
    if (!field) return;
    if (names === null || names.has("value")) field.value = this.props.value;
    else if (names.has("value_input")) field.value = this.props.value_input;
  }

  protected override offers(): string[] {
    const { options, min_characters: fewest, search_strategy: strategy, value } = this.props;
    if (this.typing.length < fewest) return [];
    // A field that holds what was chosen offers everything that begins so only when it is typed in.
    const wanted = this.#folded(this.typing);
    const fits = (option: string): boolean => {
      const text = this.#folded(option);
      return strategy === "includes" ? text.includes(wanted) : text.startsWith(wanted);
    };
    const found = options.filter(fits);
    return found.length === 1 && found[0] === value && this.typing === value ? [] : found;
  }

  protected override take(offer: string): void {
    if (this.field) this.field.value = offer;
    this.edit({ value: offer, value_input: offer });
    this.close();
  }

  protected override enter(): void {
    this.left();
    this.close();
  }

  protected override typed(): void {
    this.editContinuously({ value_input: this.typing });
  }

  /** What was typed counts where it is an option, or where anything may be; else the field goes back. */
  protected override left(): void {
    const { options, restrict, value } = this.props;
    const text = this.typing;
    const option = options.find((each) => this.#folded(each) === this.#folded(text));
    const entered = option ?? (restrict && text !== "" ? value : text);
    if (this.field) this.field.value = entered;
    if (entered !== value) this.edit({ value: entered });
  }

  #folded(text: string): string {
    return this.props.case_sensitive ? text : text.toLowerCase();
  }
}
