import { PressIcon, type IconProps } from "./pressicon.ts";

interface ToggleIconProps extends IconProps {
  value: boolean;
}

/** An icon that stays pressed. */
export class ToggleIcon extends PressIcon<ToggleIconProps> {
  protected override template(): unknown {
    return this.button(this.props.value, this.props.value);
  }

  protected override pressed(): void {
    this.edit({ value: !this.props.value });
  }
}
