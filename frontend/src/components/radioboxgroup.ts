import { OptionBoxes, type BoxesProps } from "./optionboxes.ts";

interface RadioBoxGroupProps extends BoxesProps {
  value: string | null;
}

export class RadioBoxGroup extends OptionBoxes<RadioBoxGroupProps> {
  protected override readonly kind = "radio";

  protected override isChosen(option: string): boolean {
    return this.props.value === option;
  }

  protected override choose(option: string): void {
    this.edit({ value: option });
  }
}
