/** Takes out of a style sheet what a page does not need to look right at first. */
import { transform } from "lightningcss";

/** A rule that holds no other: what comes before its selectors, these, and its declarations. */
const RULE = /([^{};]+)\{([^{}]*)\}/g;
const DEFINITION = /(--[\w-]+):([^;{}]*)/g;
const USE = /var\((--[\w-]+)/g;
/** A class of the library's that no page has from its beginning. */
const FOREIGN = /\.wa-(?!(?:dark|light)(?![\w-]))/;

/**
 * The style sheet (minified text) without the rules for the library's own classes, and without the custom properties on
 * which nothing in it depends. `more` names properties that are used elsewhere.
 */
export function pruned(css, more = []) {
  const kept = css.replace(RULE, (_, selectors, declarations) => {
    const known = split(selectors).filter((selector) => !FOREIGN.test(selector));
    return known.length > 0 ? `${known.join(",")}{${declarations}}` : "";
  });
  const used = usedProperties(kept, more);
  // "Custom" is also what lightningcss does not parse, such as `content`.
  const custom = ({ name }) => (!name.startsWith("--") || used.has(name) ? undefined : []);
  const visitor = { Declaration: { custom } };
  return String(transform({ filename: "pruned.css", code: Buffer.from(kept), minify: true, visitor }).code);
}

/** The selectors of a list: at the commas that stand in no brackets. */
function split(selectors) {
  let depth = 0;
  const parts = [""];
  for (const character of selectors) {
    if (character === "," && depth === 0) parts.push("");
    else parts.push(parts.pop() + character);
    depth += "([".includes(character) ? 1 : ")]".includes(character) ? -1 : 0;
  }
  return parts;
}

function usedProperties(css, more) {
  const needs = new Map();
  const rest = css.replace(DEFINITION, (_, name, value) => {
    needs.set(name, [...(needs.get(name) ?? []), ...namesIn(value)]);
    return "";
  });
  const used = new Set();
  const open = [...namesIn(rest), ...more];
  for (let name = open.pop(); name !== undefined; name = open.pop()) {
    if (used.has(name)) continue;
    used.add(name);
    open.push(...(needs.get(name) ?? []));
  }
  return used;
}

function namesIn(text) {
  return [...text.matchAll(USE)].map(([, name]) => name);
}
