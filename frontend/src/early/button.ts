import { buttonLook, type ButtonProps } from "../components/buttonlook.ts";
import { box, still } from "./still.ts";

/**
 * The text in a box of the button's size and colours; a press on it is sent when that can be done. An icon is part of the
 * code that is still to come.
 */
export const buttonStill = still<ButtonProps>((props, happened) => {
  const { label, icon, disabled } = props;
  if (icon) return null;
  const shown = box(label, { still: "button", ...buttonLook(props), disabled: disabled ? "" : undefined });
  if (!disabled) shown.onclick = () => happened("click");
  return shown;
});
