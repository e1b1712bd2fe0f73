/** Options of Tabulator's that an app gives: of most texts in them it makes markup. */

import { isHarmless } from "../address.ts";
import { harmlessText } from "../harmless.ts";

export type Options = Record<string, unknown>;

/** A copy in which texts hold no markup that could run, and no address that is code. `finish` gets each group of options. */
export function harmlessOptions(value: unknown, finish: (options: Options) => Options = (options) => options): unknown {
  if (typeof value === "string") return harmlessString(value);
  if (Array.isArray(value)) return value.map((each) => harmlessOptions(each, finish));
  if (typeof value !== "object" || value === null) return value;
  const found = Object.entries(value)
    .filter(([name]) => !/^on/i.test(name)) // of elementAttributes
    .map(([name, each]) => [name, name === "field" ? each : harmlessOptions(each, finish)]);
  return finish(Object.fromEntries(found) as Options);
}

function harmlessString(text: string): string {
  // eslint-disable-next-line no-control-regex -- what browsers overlook before a scheme
  const isAddress = /^[a-z][a-z\d+.-]*:/i.test(text.replace(/[\u0000-\u0020]/g, ""));
  return isAddress && !isHarmless(text) && !/^data:image\//i.test(text) ? "" : harmlessText(text);
}
