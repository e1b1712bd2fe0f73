/** Texts of a chart of ECharts' that are put into the page as markup, or followed as links. */

import { isHarmless } from "../address.ts";
import { harmlessText } from "../harmless.ts";

/** Makes these harmless, in place: `options` is a copy. */
export function makeHarmless(options: unknown): void {
  if (Array.isArray(options)) {
    if (typeof options[0] !== "object") return; // data
    options.forEach(makeHarmless);
    return;
  }
  if (typeof options !== "object" || options === null) return;
  const found = options as Record<string, unknown>;
  for (const [name, value] of Object.entries(found)) {
    if (name === "link" || name === "sublink") {
      if (!isHarmless(String(value))) delete found[name];
    } else if (typeof value === "string" && name === "formatter") found[name] = harmlessText(value);
    else if (name === "dataView") found[name] = withTexts(value);
    else makeHarmless(value);
  }
}

/** The tool that shows the data as text has words of its own. */
function withTexts(tool: unknown): unknown {
  return JSON.parse(JSON.stringify(tool), (_, value: unknown) => (typeof value === "string" ? harmlessText(value) : value));
}
