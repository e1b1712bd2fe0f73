/** The rows of a table as Tabulator takes them: one object a row, known by its serial number. */

import { own } from "../../core/names.ts";
import { unpack } from "../../core/growth.ts";
import type { Column, Table } from "../../core/messages.ts";
import { keyOf, SERIAL } from "./keys.ts";
import type { ColumnProps, Kind } from "./props.ts";

export type Row = Record<string, unknown> & { [SERIAL]: number };

/** Every row of the table from place `start` on. `kinds` and rows are by the columns' keys. */
export function rowsOf(table: Table, kinds: ReadonlyMap<string, Kind>, start = 0): Row[] {
  const columns = Object.entries(table.columns).map(([field, column]) => {
    const key = keyOf(field);
    return [key, cells(column, kinds.get(key))] as const;
  });
  const serials = table.serials && (unpack(table.serials) as number[]);
  const rows: Row[] = [];
  for (let place = start; place < table.rows; place++) {
    const row: Row = { [SERIAL]: serials ? (serials[place] as number) : table.first + place };
    for (const [field, values] of columns) row[field] = values[place] ?? null;
    rows.push(row);
  }
  return rows;
}

/** The cells of a column; only numbers may be NaN, everything else is empty there. */
export function cells(column: Column, kind: Kind | undefined): unknown[] {
  const values = unpack(column);
  if (kind === "number" || Array.isArray(column)) return values;
  return values.map((value) => (Number.isNaN(value) ? null : value));
}

type Aggregate = (values: number[]) => number;

const AGGREGATES: Readonly<Record<string, Aggregate>> = {
  sum: (values) => values.reduce((sum, value) => sum + value, 0),
  mean: (values) => values.reduce((sum, value) => sum + value, 0) / values.length,
  min: (values) => values.reduce((least, value) => Math.min(least, value), Infinity),
  max: (values) => values.reduce((most, value) => Math.max(most, value), -Infinity),
  count: (values) => values.length,
};

/** The rows as a tree: a branch for each value of each level of the index but the last. */
export function treeOf(rows: readonly Row[], columns: readonly ColumnProps[]): Row[] {
  const levels = columns.filter(({ index }) => index).map(({ field }) => field);
  const shown = levels[0];
  if (shown === undefined || levels.length < 2) return [...rows];
  let branches = -1;
  const branch = (members: readonly Row[], depth: number): Row[] => {
    const level = levels[depth] as string;
    if (depth === levels.length - 1) return members.map((row) => ({ ...row, [shown]: row[level] }));
    return [...groupBy(members, level)].map(([value, group]) => ({
      ...summary(group, columns),
      [SERIAL]: branches--,
      [shown]: value,
      _children: branch(group, depth + 1),
    }));
  };
  return branch(rows, 0);
}

function groupBy(rows: readonly Row[], field: string): Map<unknown, Row[]> {
  const groups = new Map<unknown, Row[]>();
  for (const row of rows) groups.set(row[field], [...(groups.get(row[field]) ?? []), row]);
  return groups;
}

function summary(rows: readonly Row[], columns: readonly ColumnProps[]): Record<string, unknown> {
  const summed = columns.filter(({ aggregator, index }) => aggregator && !index);
  return Object.fromEntries(
    summed.map(({ field, aggregator }) => {
      const values = rows.map((row) => row[field]).filter((value) => typeof value === "number" && !Number.isNaN(value));
      return [field, own(AGGREGATES, aggregator as string)?.(values as number[]) ?? null];
    }),
  );
}
