import { OptionBoxes, type BoxesProps } from "./optionboxes.ts";
import { withOption } from "./chosen.ts";

interface CheckBoxGroupProps extends BoxesProps {
  value: string[];
}

export class CheckBoxGroup extends OptionBoxes<CheckBoxGroupProps> {
  protected override readonly kind = "checkbox";

  protected override isChosen(option: string): boolean {
    return this.props.value.includes(option);
  }

  protected override choose(option: string, chosen: boolean): void {
    this.edit({ value: withOption(this.props.value, option, chosen) });
  }
}
