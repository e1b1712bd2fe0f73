/** The colours by what they mean, as CSS; each is right in the light and in the dark theme. */

export type Tone = "primary" | "secondary" | "success" | "info" | "danger" | "warning" | "light" | "dark";

const TONES: Record<Tone, string> = {
  primary: "var(--wa-color-brand-fill-loud)",
  secondary: "var(--wa-color-neutral-fill-loud)",
  success: "var(--wa-color-success-fill-loud)",
  info: "var(--wa-color-cyan-60, var(--wa-color-brand-fill-loud))",
  danger: "var(--wa-color-danger-fill-loud)",
  warning: "var(--wa-color-warning-fill-loud)",
  light: "var(--wa-color-neutral-fill-normal)",
  dark: "var(--wa-color-text-normal)",
};

export function tone(name: Tone): string {
  return TONES[name];
}
