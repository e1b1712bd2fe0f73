/** How figures look that keep Plotly's own template: as the page, light or dark. */

import type { Colours } from "./plot.ts";
import type { Layout } from "./plotlylibrary.ts";

type Template = { data?: Record<string, unknown>; layout?: Layout };

/** The background that tells Plotly's own templates from an author's choice; none: there is no template. */
const OWN = [undefined, "#E5ECF6"];

/** The layout with the page's colours below the author's own. */
export function dressed(layout: Layout, colours: Colours, dark: boolean): Layout {
  const template = (layout.template ?? {}) as Template | string;
  if (typeof template === "string" || !OWN.includes(template.layout?.plot_bgcolor as string | undefined)) return layout;
  return { ...layout, template: { ...template, layout: merged(template.layout ?? {}, look(colours, dark)) } };
}

function look({ text, line, surface, font }: Colours, dark: boolean): Layout {
  const axis = { gridcolor: line, linecolor: line, zerolinecolor: line, tickcolor: line };
  const clear = "rgba(0, 0, 0, 0)";
  const pole = { bgcolor: clear, angularaxis: axis, radialaxis: axis };
  const side = { ...axis, backgroundcolor: clear, gridwidth: 1 };
  return {
    paper_bgcolor: clear,
    plot_bgcolor: clear,
    font: { color: text, family: font },
    xaxis: axis,
    yaxis: axis,
    polar: pole,
    ternary: { bgcolor: clear, aaxis: axis, baxis: axis, caxis: axis },
    scene: { xaxis: side, yaxis: side, zaxis: side },
    geo: { bgcolor: clear, lakecolor: surface, landcolor: dark ? "#2a2e38" : "#eef0f4", subunitcolor: line },
    hoverlabel: { font: { family: font } },
    modebar: { bgcolor: clear, color: line, activecolor: text },
  };
}

function merged(under: Layout, over: Layout): Layout {
  const found = { ...under };
  for (const [name, value] of Object.entries(over)) {
    const below = found[name];
    const both = isObject(below) && isObject(value);
    found[name] = both ? merged(below, value) : value;
  }
  return found;
}

function isObject(value: unknown): value is Layout {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
