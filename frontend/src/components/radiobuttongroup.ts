import { OptionButtons, type ButtonsProps } from "./optionbuttons.ts";

interface RadioButtonGroupProps extends ButtonsProps {
  value: string | null;
}

export class RadioButtonGroup extends OptionButtons<RadioButtonGroupProps> {
  protected override readonly kind = "radio";

  protected override isChosen(option: string): boolean {
    return this.props.value === option;
  }

  protected override choose(option: string): void {
    this.edit({ value: option });
  }
}
