/** Tabulator's own options, as an app gives them: what is put into the page as markup is made harmless first. */

import type { CellComponent } from "tabulator-tables";
import { isHarmless } from "../address.ts";
import { harmlessText } from "../harmless.ts";
import { escape, formatterFor } from "./formatters.ts";

type Options = Record<string, unknown>;

/** The options to give to Tabulator, over those that follow from the table's properties. */
export function configurationFor(given: Readonly<Options>): Options {
  const options = Object.fromEntries(Object.entries(given).map(([name, value]) => [name, harmlessIn(name, value)]));
  // Titles of columns that Tabulator finds in the data are data.
  if (options["autoColumns"]) options["autoColumnsDefinitions"] = titled;
  return options;
}

function harmlessIn(name: string, value: unknown): unknown {
  if (typeof value === "string") return name === "field" ? value : harmlessString(value);
  if (name === "tooltip" && value === true) return ofCell;
  if (Array.isArray(value)) return value.map((each) => harmlessIn("", each));
  if (typeof value !== "object" || value === null) return value;
  const found = Object.entries(value)
    .filter(([key]) => !/^on/i.test(key))
    .map(([key, each]) => [key, harmlessIn(key, each)]);
  return written(Object.fromEntries(found) as Options);
}

function harmlessString(text: string): string {
  return /^\s*[a-z]+:/i.test(text) && !isHarmless(text) ? "" : harmlessText(text);
}

/** Cells are written as those of the table's own columns, and never as the markup that they may hold. */
function written(definition: Options): Options {
  const { formatter, formatterParams } = definition;
  if (typeof formatter !== "string") return definition;
  const type = formatter === "html" ? "plaintext" : formatter;
  const params = (formatterParams ?? {}) as Record<string, unknown>;
  return { ...definition, formatter: formatterFor({ type, params }, () => undefined) };
}

function titled(columns: Options[]): Options[] {
  return columns.map((column) => ({ ...column, title: escape(column["title"]) }));
}

function ofCell(_: unknown, cell: CellComponent): string {
  return escape(cell.getValue());
}
