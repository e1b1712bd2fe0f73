/** How Button and Toggle look: Panel's button types in Web Awesome's variants and appearances. */

import type WaButton from "@awesome.me/webawesome/dist/components/button/button.js";
import { html, nothing } from "lit-html";
import { unsafeHTML } from "lit-html/directives/unsafe-html.js";
import type { WidgetProps } from "./widget.ts";

export interface ButtonProps extends WidgetProps {
  button_type: "default" | "primary" | "success" | "warning" | "danger" | "light";
  button_style: "solid" | "outline";
  icon: string | null;
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

export function buttonLook({ button_type: type, button_style: style }: Readonly<ButtonProps>): ButtonLook {
  const variant = VARIANTS[type] ?? "neutral";
  const light = type === "light";
  if (style === "outline") return { variant, appearance: light ? "plain" : "outlined" };
  if (light) return { variant, appearance: "outlined" };
  return { variant, appearance: variant === "neutral" ? "filled-outlined" : "accent" };
}

/** An inline SVG as the button's start; a name of an icon shows nothing. */
export function iconPart(icon: string | null): unknown {
  if (!icon?.trimStart().startsWith("<svg")) return nothing;
  return html`<span slot="start" class="lanai-icon" aria-hidden="true">${unsafeHTML(icon)}</span>`;
}
