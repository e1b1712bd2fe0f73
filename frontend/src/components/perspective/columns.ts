/** Columns as Perspective takes them. */

import { unpack } from "../../core/growth.ts";
import { own } from "../../core/names.ts";
import type { Column, Table } from "../../core/messages.ts";
import type { Kind, PerspectiveProps } from "./props.ts";

type Kinds = PerspectiveProps["column_kinds"];
export type Schema = Record<string, string>;
export type Columns = Record<string, unknown[]>;

const TYPES: Record<Kind, string> = {
  integer: "integer",
  number: "float",
  boolean: "boolean",
  text: "string",
  object: "string",
  datetime: "datetime",
  date: "date",
};

const MOST = 2 ** 31 - 1;

/** The type of each column. Integers beyond 32 bits are floats to Perspective. */
export function schemaOf(kinds: Kinds, table: Table): Schema {
  return Object.fromEntries(
    kinds.map(([field, kind]) => [field, kind === "integer" && isWide(own(table.columns, field) ?? []) ? "float" : TYPES[kind]]),
  );
}

export function isWide(column: Column): boolean {
  if (!Array.isArray(column)) return "f8" in column;
  return column.some((cell) => typeof cell === "string" || (typeof cell === "number" && Math.abs(cell) > MOST));
}

/** The cells of every column from place `start` on. */
export function columnsOf(kinds: Kinds, columns: Record<string, Column>, start = 0): Columns {
  return Object.fromEntries(
    kinds
      .filter(([field]) => Object.hasOwn(columns, field))
      .map(([field, kind]) => [field, cellsOf(columns[field] as Column, kind, start)]),
  );
}

/** The cells of one column; what is empty is null, what is no text becomes one where texts are shown. */
export function cellsOf(column: Column, kind: Kind, start = 0): unknown[] {
  const cells = unpack(column).slice(start);
  if (kind === "object") return cells.map((cell) => (cell === null ? null : String(cell)));
  if (kind === "integer") return cells.map((cell) => (typeof cell === "string" ? Number(cell) : cell));
  return cells.map((cell) => (typeof cell === "number" && !Number.isFinite(cell) ? null : (cell ?? null)));
}
