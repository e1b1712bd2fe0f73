import { PressIcon, type IconProps } from "./pressicon.ts";

interface ButtonIconProps extends IconProps {
  toggle_duration: number;
}

/** An icon that is a button: sends "click", and shows its active icon for a moment. */
export class ButtonIcon extends PressIcon<ButtonIconProps> {
  #active = false;

  protected override template(): unknown {
    return this.button(this.#active, null);
  }

  protected override pressed(): void {
    this.event("click");
    this.#active = true;
    this.update();
    setTimeout(() => {
      this.#active = false;
      if (this.component) this.update();
    }, this.props.toggle_duration);
  }
}
