/** How cells are written. What comes from the data is text: nothing of it becomes markup unless a column says so. */

import { compile } from "../../code/written.ts";
import { own } from "../../core/names.ts";
import { FormatModule, type CellComponent, type Formatter } from "tabulator-tables";
import { isHarmless } from "../address.ts";
import { harmless } from "../harmless.ts";
import { harmlessOptions } from "./harmlessoptions.ts";
import { fieldOf } from "./keys.ts";
import { formatDate, formatNumber, formatScientific } from "./numbers.ts";
import type { Described } from "./props.ts";

type Params = Record<string, unknown>;
type Write = (value: unknown, params: Params, cell: CellComponent) => string | Node;
type Rendered = (callback: () => void) => void;
type BuiltIn = (this: unknown, cell: CellComponent, params: Params, rendered: Rendered) => unknown;

const WRITERS: Record<string, Write> = {
  plaintext: (value) => words(value),
  text: (value, params) => styled(value === null ? String(params["nan_format"] ?? "") : words(value), params),
  number: (value, params) => styled(numeric(value, params), params),
  scientific: (value, { precision, low, high, ...params }) =>
    styled(
      typeof value === "number" ? formatScientific(value, Number(precision), Number(low), Number(high)) : words(value),
      params,
    ),
  date: (value, params) =>
    styled(typeof value === "number" ? formatDate(value, String(params["format"])) : words(value), params),
  tickCross: (value, params) => tick(value, params["crossElement"] !== false),
  tick: (value) => tick(value, false),
  template: (value, params, cell) => filled(String(params["template"]), value, cell),
  html: (value) => markup(words(value)),
  link: (value, params, cell) => link(value, params, cell),
  button: (_, params, cell) => button(String(params["markup"]), cell),
};

/** Built into Tabulator; these put cells into the page as they are. */
const ESCAPED = ["array", "json", "lookup", "datetime", "datetimediff"];

/** A formatter for Tabulator that writes a cell and then lets `finish` look at it. */
export function formatterFor({ type, params }: Described, finish: (cell: CellComponent) => void): Formatter {
  const write = own(WRITERS, type);
  if (write) {
    return (cell) => {
      finish(cell);
      const written = write(cell.getValue() ?? null, params, cell);
      return (typeof written === "string" ? document.createTextNode(written) : written) as unknown as HTMLElement;
    };
  }
  const builtIn = (FormatModule as unknown as { formatters: Record<string, BuiltIn> }).formatters[type];
  if (!builtIn) throw new Error(`expected a formatter that Tabulator has, got "${type}"`);
  const harmlessParams = harmlessOptions(params) as Params;
  const safe =
    type === "progress" ? { ...harmlessParams, legend: safeLegend(harmlessParams["legend"]) } : harmlessParams;
  return ((cell: CellComponent, _: unknown, rendered: Rendered) => {
    finish(cell);
    const found = builtIn.call(moduleOf(cell), cell, safe, rendered);
    return ESCAPED.includes(type) && typeof found === "string" ? escape(found) : found;
  }) as Formatter;
}

/** How a title is written; Tabulator's own ways get it as it is escaped. */
export function titleFormatterFor({ type, params }: Described, title: string): { titleFormatter?: Formatter } {
  if (type === "plaintext") return {};
  const safe = harmlessOptions(params);
  if (type !== "link") return { titleFormatter: type as Formatter, titleFormatterParams: safe } as object;
  const none = { getData: () => ({}) } as unknown as CellComponent;
  return { titleFormatter: () => link(title, safe as Params, none) as HTMLElement };
}

export function escape(text: unknown): string {
  return words(text).replace(/[&<>"'`]/g, (sign) => `&#${sign.charCodeAt(0)};`);
}

/** A value as plain text; nothing for an empty cell. */
export function words(value: unknown): string {
  if (value === null || value === undefined) return "";
  return typeof value === "object" ? JSON.stringify(value) : String(value);
}

function numeric(value: unknown, params: Params): string {
  if (typeof value === "number") {
    if (Number.isNaN(value) && typeof params["nan_format"] === "string") return params["nan_format"];
    return formatNumber(value, String(params["format"] ?? "0,0"), String(params["rounding"] ?? "round"));
  }
  // Integers beyond what a browser counts to travel as text.
  if (typeof value === "string" && /^-?\d+$/.test(value)) return BigInt(value).toLocaleString("en-US");
  return words(value);
}

function styled(text: string, params: Params): string | Node {
  const { font_style: font, text_color: color, text_align: align } = params;
  if (!color && (!font || font === "normal") && (!align || align === "left")) return text;
  const span = document.createElement("span");
  span.textContent = text;
  if (typeof color === "string") span.style.color = color;
  if (typeof font === "string" && font.includes("bold")) span.style.fontWeight = "bold";
  if (typeof font === "string" && font.includes("italic")) span.style.fontStyle = "italic";
  if (typeof align === "string") Object.assign(span.style, { display: "block", textAlign: align });
  return span;
}

function tick(value: unknown, cross: boolean): Node {
  const span = document.createElement("span");
  if (value === null || value === "") return span;
  const on = value === true || value === "true" || value === 1;
  span.className = on ? "lanai-tick" : "lanai-cross";
  span.textContent = on ? "✓" : cross ? "✗" : "";
  span.setAttribute("role", "img");
  span.setAttribute("aria-label", on ? "true" : "false");
  return span;
}

function markup(html: string): Node {
  const span = document.createElement("span");
  span.innerHTML = html;
  return span;
}

function button(html: string, cell: CellComponent): Node {
  const element = document.createElement("button");
  element.type = "button";
  element.className = "lanai-cell-button";
  element.append(harmless(html));
  element.setAttribute("aria-label", String(cell.getColumn().getDefinition().field));
  return element;
}

function link(value: unknown, params: Params, cell: CellComponent): string | Node {
  const row = cell.getData() as Record<string, unknown>;
  const target = words(params["urlField"] ? row[String(params["urlField"])] : (params["url"] ?? value));
  const label = words(params["labelField"] ? row[String(params["labelField"])] : (params["label"] ?? value));
  const href = `${params["urlPrefix"] ?? ""}${target}`;
  if (!target || !isHarmless(href)) return label;
  const anchor = document.createElement("a");
  anchor.href = href;
  anchor.textContent = label;
  if (params["target"]) anchor.target = String(params["target"]);
  anchor.rel = "noopener";
  return anchor;
}

function safeLegend(legend: unknown): unknown {
  return legend === true ? (value: unknown) => escape(value) : legend;
}

type Template = (lanaiCell: { names: object; text: string; add: (value: unknown) => void }) => void;
const compiled = new Map<string, Template>();

/** `<%= value %>` and code between `<% %>`, written by the app's author. What is filled in is escaped. */
function filled(template: string, value: unknown, cell: CellComponent): Node {
  let run = compiled.get(template);
  if (!run) {
    run = compile(["lanaiCell"], `with (lanaiCell.names) { ${statements(template)} }`) as Template;
    compiled.set(template, run);
  }
  const row = Object.entries(cell.getData() as Record<string, unknown>).map(([key, each]) => [fieldOf(key), each]);
  // Without a prototype: `constructor` is the column, or the browser's.
  const names = Object.setPrototypeOf(Object.fromEntries([...row, ["value", value]]), null) as object;
  const written = { names, text: "", add: (each: unknown) => void (written.text += escape(each)) };
  run(written);
  return markup(written.text);
}

/** A template as JavaScript that adds to a text. Its own name is one that no column has. */
function statements(template: string): string {
  const parts = template.replace(/<%[=-]?([\s\S]+?)%>/g, "\u0000$&\u0000").split("\u0000");
  const lines = parts.map((part) => {
    const code = /^<%([=-]?)([\s\S]+?)%>$/.exec(part);
    if (!code) return `lanaiCell.text += ${JSON.stringify(part)};`;
    return code[1] ? `lanaiCell.add(${code[2]});` : `${code[2]}`;
  });
  return lines.join("\n");
}

function moduleOf(cell: CellComponent): unknown {
  return (cell.getTable() as unknown as { modules: Record<string, unknown> }).modules["format"];
}
