/** What the app says of the page's colours and shapes, as CSS of the whole document. */

export interface Looks {
  accent_base_color?: string;
  background_color?: string;
  corner_radius?: number;
  font?: string;
  header_accent_base_color?: string;
  header_background?: string;
  header_color?: string;
  header_neutral_color?: string;
  main_max_width?: string;
  neutral_color?: string;
  right_sidebar_width?: number;
  sidebar_width?: number;
}

/** Controls take these from the document, so that is where they are set. */
export function applyToDocument(looks: Looks): void {
  const { style, dataset } = document.documentElement;
  const set = (name: string, value: string | undefined): void => {
    if (value) style.setProperty(name, value);
    else style.removeProperty(name);
  };
  set("--lanai-accent", looks.accent_base_color);
  set("--lanai-neutral", looks.neutral_color);
  set("--wa-font-family-body", looks.font);
  set("--wa-font-family-heading", looks.font);
  set("--lanai-back", looks.background_color);
  set("--lanai-corner", looks.corner_radius === undefined ? undefined : `${looks.corner_radius}px`);
  mark(dataset, "accent", looks.accent_base_color);
  mark(dataset, "corner", looks.corner_radius);
  mark(dataset, "neutral", looks.neutral_color);
}

function mark(dataset: DOMStringMap, name: string, value: unknown): void {
  if (value === undefined) delete dataset[name];
  else dataset[name] = "";
}

/** The shell's own: its header, and how wide its parts are. */
export function applyToShell(shell: HTMLElement, looks: Looks, percent: boolean): void {
  const set = (name: string, value: string | undefined): void => {
    if (value) shell.style.setProperty(name, value);
    else shell.style.removeProperty(name);
  };
  const unit = percent ? "vw" : "px";
  set("--sidebar", looks.sidebar_width === undefined ? undefined : `${looks.sidebar_width}${unit}`);
  set("--right", looks.right_sidebar_width === undefined ? undefined : `${looks.right_sidebar_width}px`);
  set("--main-most", looks.main_max_width);
  const background = looks.header_background || looks.header_neutral_color;
  set("--bar", background);
  set("--on-bar", looks.header_color || (background ? readable(background) : undefined));
  set("--bar-accent", looks.header_accent_base_color);
}

/** White or nearly black, whichever can be read on the colour. Undefined for what is no plain colour. */
export function readable(color: string): string | undefined {
  const channels = rgb(color);
  if (!channels) return undefined;
  const [red, green, blue] = channels.map(linear) as [number, number, number];
  const luminance = 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  return 1.05 / (luminance + 0.05) >= 4.5 ? "#fff" : "#14161d";
}

function linear(channel: number): number {
  const part = channel / 255;
  return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
}

/** Painted once, so that the browser reads whatever CSS calls a colour. */
function rgb(color: string): number[] | undefined {
  if (!globalThis.CSS?.supports("color", color)) return undefined;
  const brush = document.createElement("canvas").getContext("2d");
  if (!brush) return undefined;
  brush.fillStyle = color;
  brush.fillRect(0, 0, 1, 1);
  const [red = 0, green = 0, blue = 0, alpha = 0] = brush.getImageData(0, 0, 1, 1).data;
  return alpha === 255 ? [red, green, blue] : undefined;
}
