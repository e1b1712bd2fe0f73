import { buttonLook, type ButtonProps } from "../components/buttonlook.ts";
import { box, still } from "./still.ts";

/** The text in a box of the button's size and colours. An icon is part of the code that is still to come. */
export const buttonStill = still<ButtonProps>((props) => {
  const { label, icon, disabled } = props;
  return icon ? null : box(label, { still: "button", ...buttonLook(props), disabled: disabled ? "" : undefined });
});
