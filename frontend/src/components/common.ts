/** The properties that every component has, as styles, classes and attributes of its element. */

type Align = "start" | "center" | "end";

export interface CommonProps {
  width: number | null;
  height: number | null;
  min_width: number | null;
  max_width: number | null;
  min_height: number | null;
  max_height: number | null;
  sizing_mode: string | null;
  aspect_ratio: number | "auto" | null;
  margin: number | number[];
  align: Align | [Align, Align];
  visible: boolean;
  disabled: boolean;
  loading: boolean;
  styles: Record<string, string | number | null>;
  css_classes: string[];
  stylesheets: string[];
}

export const COMMON_PROPERTIES: readonly (keyof CommonProps)[] = [
  "width",
  "height",
  "min_width",
  "max_width",
  "min_height",
  "max_height",
  "sizing_mode",
  "aspect_ratio",
  "margin",
  "align",
  "visible",
  "loading",
  "styles",
  "css_classes",
  "stylesheets",
];

/** Classes that Lanai itself gives, which `css_classes` must leave alone. */
const OWN_CLASSES = ["lanai", "lanai-wide", "lanai-high"];

export function applyCommon(element: HTMLElement, props: Readonly<CommonProps>): void {
  element.hidden = !props.visible;
  if (props.loading) element.setAttribute("aria-busy", "true");
  else element.removeAttribute("aria-busy");
  const own = OWN_CLASSES.filter((name) => element.classList.contains(name));
  element.className = [...own, ...props.css_classes].join(" ");
  element.style.cssText = "";
  for (const [name, value] of declarations(props)) element.style.setProperty(name, value);
  for (const [name, value] of Object.entries(props.styles)) {
    if (value !== null) element.style.setProperty(cssName(name), String(value));
  }
}

/** The CSS declarations that the sizing properties come to. */
export function declarations(props: Readonly<CommonProps>): [name: string, value: string][] {
  const mode = props.sizing_mode ?? "";
  const stretchesWidth = /_(width|both)$/.test(mode);
  const stretchesHeight = /_(height|both)$/.test(mode);
  const found: [string, string | null][] = [
    ["width", stretchesWidth || mode === "scale_height" ? null : px(props.width)],
    ["height", stretchesHeight || mode === "scale_width" ? null : px(props.height)],
    ["min-width", px(props.min_width)],
    ["max-width", px(props.max_width)],
    ["min-height", px(props.min_height)],
    ["max-height", px(props.max_height)],
    ["aspect-ratio", aspectRatio(props)],
    ["margin", [props.margin].flat().map(px).join(" ")],
    ["--lanai-h", flexAlign([props.align].flat()[0])],
    ["--lanai-v", flexAlign([props.align].flat().at(-1))],
  ];
  return found.filter((declaration): declaration is [string, string] => declaration[1] !== null);
}

function aspectRatio({ aspect_ratio: ratio, sizing_mode: mode, width, height }: Readonly<CommonProps>): string | null {
  if (typeof ratio === "number") return String(ratio);
  return mode?.startsWith("scale_") && width && height ? `${width} / ${height}` : null;
}

function px(value: number | null): string | null {
  return value === null ? null : `${value}px`;
}

function flexAlign(align: Align | undefined): string | null {
  return align === "center" ? "center" : align === "end" ? "flex-end" : null;
}

/** `backgroundColor` and `background_color` are `background-color`; custom properties stay as they are. */
function cssName(name: string): string {
  if (name.startsWith("--")) return name;
  return name.replace(/_/g, "-").replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
}
