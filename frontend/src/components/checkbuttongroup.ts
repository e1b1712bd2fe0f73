import { withOption } from "./chosen.ts";
import { OptionButtons, type ButtonsProps } from "./optionbuttons.ts";

interface CheckButtonGroupProps extends ButtonsProps {
  value: string[];
}

export class CheckButtonGroup extends OptionButtons<CheckButtonGroupProps> {
  protected override readonly kind = "checkbox";

  protected override isChosen(option: string): boolean {
    return this.props.value.includes(option);
  }

  protected override choose(option: string, chosen: boolean): void {
    this.edit({ value: withOption(this.props.value, option, chosen) });
  }
}
