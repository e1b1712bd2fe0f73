/** Tabulator's own options, as an app gives them: what is put into the page as markup is made harmless first. */

import type { CellComponent } from "tabulator-tables";
import { escape, formatterFor } from "./formatters.ts";
import { harmlessOptions, type Options } from "./harmlessoptions.ts";

/** The options to give to Tabulator, over those that follow from the table's properties. */
export function configurationFor(given: Readonly<Options>): Options {
  const options = harmlessOptions(given, written) as Options;
  // Titles of columns that Tabulator finds in the data are data.
  if (options["autoColumns"]) options["autoColumnsDefinitions"] = titled;
  return options;
}

/** Cells are written as those of the table's own columns, and never as the markup that they may hold. */
function written(definition: Options): Options {
  const { formatter, formatterParams, titleFormatter, tooltip, ...rest } = definition;
  const params = (formatterParams ?? {}) as Options;
  const type = formatter === "html" ? "plaintext" : formatter;
  return {
    ...rest,
    ...(formatter !== undefined && { formatter: typeof type === "string" ? formatterFor({ type, params }, () => undefined) : type }),
    ...(titleFormatter !== undefined && titleFormatter !== "link" && { titleFormatter }),
    ...(tooltip !== undefined && { tooltip: tooltip === true ? ofCell : tooltip }),
  };
}

function titled(columns: Options[]): Options[] {
  return columns.map((column) => ({ ...column, title: escape(column["title"]) }));
}

function ofCell(_: unknown, cell: CellComponent): string {
  return escape(cell.getValue());
}
