/** How buttons look: Panel's button types in Web Awesome's variants and appearances. */

import { own } from "../core/names.ts";
import type WaButton from "@awesome.me/webawesome/dist/components/button/button.js";
import type { WidgetProps } from "./widget.ts";

export interface ButtonLooks {
  button_type: "default" | "primary" | "success" | "warning" | "danger" | "light";
  button_style: "solid" | "outline";
}

export interface ButtonProps extends WidgetProps, ButtonLooks {
  icon: string | null;
  icon_size: string;
}

export interface ButtonLook {
  variant: WaButton["variant"];
  appearance: WaButton["appearance"];
}

const VARIANTS: Record<ButtonProps["button_type"], ButtonLook["variant"]> = {
  default: "neutral",
  light: "neutral",
  primary: "brand",
  success: "success",
  warning: "warning",
  danger: "danger",
};

export function buttonLook({ button_type: type, button_style: style }: Readonly<ButtonLooks>): ButtonLook {
  const variant = own(VARIANTS, type) ?? "neutral";
  const light = type === "light";
  if (style === "outline") return { variant, appearance: light ? "plain" : "outlined" };
  if (light) return { variant, appearance: "outlined" };
  return { variant, appearance: variant === "neutral" ? "filled-outlined" : "accent" };
}

/** The look of a button that can stay pressed. */
export function toggleLook(looks: Readonly<ButtonLooks>, pressed: boolean): ButtonLook {
  const look = buttonLook(looks);
  if (!pressed) return { ...look, appearance: "outlined" };
  return { variant: look.variant === "neutral" ? "brand" : look.variant, appearance: "accent" };
}
