/** Values that grow: what a delta makes of a text, a list or a table. */

import { own, put } from "./names.ts";
import type { Column, Delta, Table, TableDelta } from "./messages.ts";

/** The value with the delta. Lists and tables are changed in place: they may be large. */
export function grow(value: unknown, delta: Delta): unknown {
  if (typeof delta === "string") return `${(value as string | null) ?? ""}${delta}`;
  if (!Array.isArray(delta)) return growTable(value as Table, delta);
  const list = (value ?? []) as unknown[];
  for (const item of delta) list.push(item);
  return list;
}

/** A column's cells as a list. An empty cell of a column of numbers is NaN. */
export function unpack(column: Column): unknown[] {
  if (Array.isArray(column)) return column;
  const [form, text] = Object.entries(column)[0] as [string, string];
  const bytes = bytesOf(text);
  return Array.from(form === "f8" ? new Float64Array(bytes.buffer) : new Int32Array(bytes.buffer));
}

function bytesOf(base64: string): Uint8Array<ArrayBuffer> {
  const letters = atob(base64);
  const bytes = new Uint8Array(letters.length);
  for (let place = 0; place < letters.length; place++) bytes[place] = letters.charCodeAt(place);
  return bytes;
}

function growTable(table: Table, delta: TableDelta): Table {
  if ("cells" in delta) {
    for (const [field, [serials, values]] of Object.entries(delta.cells)) {
      setCells(table, field, unpack(serials) as number[], unpack(values));
    }
    return table;
  }
  const over = Math.max(0, table.rows + delta.rows - (delta.keep ?? Infinity));
  for (const [field, column] of Object.entries(delta.columns)) {
    const cells = cellsOf(table, field);
    for (const cell of unpack(column)) cells.push(cell);
    cells.splice(0, over);
  }
  table.first += over;
  table.rows += delta.rows - over;
  return table;
}

function setCells(table: Table, field: string, serials: number[], values: unknown[]): void {
  const cells = cellsOf(table, field);
  const numbers = table.serials && (unpack(table.serials) as number[]);
  serials.forEach((serial, index) => {
    const place = numbers ? numbers.indexOf(serial) : serial - table.first;
    if (place in cells) cells[place] = values[index];
  });
}

/** The cells of a column, unpacked for good. */
function cellsOf(table: Table, field: string): unknown[] {
  const cells = unpack(own(table.columns, field) ?? []);
  put(table.columns, field, cells);
  return cells;
}
