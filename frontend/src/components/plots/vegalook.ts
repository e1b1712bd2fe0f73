/** How charts look without a theme: as the page, light or dark. */

import type { Colours } from "./plot.ts";

export function configFor(theme: string | null, dark: boolean, { text, quiet, line, font }: Colours): object {
  if (theme !== null) return {};
  const words = { labelColor: quiet, titleColor: text, labelFont: font, titleFont: font };
  return {
    background: "transparent",
    font,
    axis: { ...words, gridColor: line, domainColor: line, tickColor: line },
    legend: words,
    header: words,
    title: { color: text, subtitleColor: quiet, font, subtitleFont: font },
    view: { stroke: line },
    ...(dark && { text: { color: text }, rule: { color: quiet }, style: { "guide-label": { fill: quiet } } }),
  };
}
