/** Columns as Tabulator takes them. */

import type { CellComponent, ColumnDefinition } from "tabulator-tables";
import { editorFor, editorParams } from "./editors.ts";
import { escape, formatterFor, titleFormatterFor, words } from "./formatters.ts";
import { formatDate } from "./numbers.ts";
import { keyed } from "./keys.ts";
import type { ColumnProps, Kind, TabulatorProps } from "./props.ts";

/** `finish` is called with each cell before it is written. */
export function columnsFor(props: Readonly<TabulatorProps>, finish: (cell: CellComponent) => void): ColumnDefinition[] {
  const shown = props.hierarchical ? treeColumns(props.columns) : props.columns;
  return grouped(shown, (column) => keyed(definition(column, props.groupby, finish)));
}

/** In a tree the first level of the index stands for all. */
function treeColumns(columns: readonly ColumnProps[]): ColumnProps[] {
  const first = columns.find(({ index }) => index);
  return columns.filter((column) => !column.index || column === first);
}

function grouped(columns: readonly ColumnProps[], make: (column: ColumnProps) => ColumnDefinition): ColumnDefinition[] {
  const found: ColumnDefinition[] = [];
  for (const column of columns) {
    let level = found;
    for (const heading of column.path ?? []) {
      let group = level.at(-1);
      if (!group?.columns || group.titleDownload !== heading) {
        group = { title: escape(heading), titleDownload: heading, columns: [] } as unknown as ColumnDefinition;
        level.push(group);
      }
      level = group.columns as ColumnDefinition[];
    }
    const made = make(column);
    if (column.path?.length && made.frozen) freezeGroup(found, made);
    level.push(made);
  }
  return found;
}

/** Under a heading it is the heading that is frozen. */
function freezeGroup(columns: ColumnDefinition[], made: ColumnDefinition): void {
  delete made.frozen;
  const group = columns.at(-1);
  if (group) group.frozen = true;
}

function definition(
  column: ColumnProps,
  groups: readonly string[],
  finish: (cell: CellComponent) => void,
): ColumnDefinition & { field: string } {
  const { field, title, kind, align, headerAlign, sortable, width, tooltip, titleFormatter } = column;
  return {
    field,
    title: title ? escape(title) : unseen(column.label ?? field),
    titleDownload: title,
    hozAlign: align,
    headerHozAlign: headerAlign,
    headerSort: sortable,
    sorter: sorterFor(kind) as unknown as NonNullable<ColumnDefinition["sorter"]>,
    formatter: formatterFor(column.formatter, finish),
    visible: !column.hidden && !groups.includes(field),
    frozen: column.frozen !== undefined,
    cssClass: column.index ? "lanai-index" : kind === "button" ? "lanai-buttons" : "",
    ...(width !== undefined && { width }),
    ...(tooltip !== undefined && { headerTooltip: escape(tooltip) }),
    ...(titleFormatter && titleFormatterFor(titleFormatter, title)),
    ...editorFor(column),
    ...headerFilterFor(column),
  } as ColumnDefinition & { field: string };
}

/** A title for those who do not see that the column needs none. */
export function unseen(title: string): string {
  return `<span class="lanai-unseen">${escape(title)}</span>`;
}

function headerFilterFor({ headerFilter, title, kind }: ColumnProps): Partial<ColumnDefinition> {
  if (!headerFilter) return {};
  const { type, func, placeholder } = headerFilter;
  const params = editorParams(headerFilter, `Filter ${title}`);
  const found = {
    headerFilter: type,
    headerFilterParams: { clearable: true, ...params, ...(type === "tickCross" && { tristate: true }) },
    headerFilterPlaceholder: placeholder ?? "Filter…",
    headerFilterFunc: kind === "date" || kind === "datetime" ? dateFilter : func,
    ...(type === "tickCross" && { headerFilterEmptyCheck: (value: unknown) => value === null }),
  };
  return found as unknown as Partial<ColumnDefinition>;
}

function dateFilter(wanted: unknown, value: unknown): boolean {
  return typeof value === "number" && formatDate(value, "%Y-%m-%d %H:%M:%S").includes(words(wanted));
}

type Compare = (a: unknown, b: unknown, aRow: unknown, bRow: unknown, column: unknown, dir: "asc" | "desc") => number;

/** Empty cells come last, whichever way it is sorted. */
function sorterFor(kind: Kind): Compare {
  const compare = kind === "text" || kind === "object" ? byText : byNumber;
  return (a, b, _aRow, _bRow, _column, dir) => {
    const [noA, noB] = [isEmpty(a), isEmpty(b)];
    if (noA || noB) return (noA ? (noB ? 0 : 1) : -1) * (dir === "asc" ? 1 : -1);
    return compare(a, b);
  };
}

function isEmpty(value: unknown): boolean {
  return value === null || value === undefined || Number.isNaN(value);
}

function byText(a: unknown, b: unknown): number {
  const [one, other] = [words(a), words(b)];
  return one < other ? -1 : one > other ? 1 : 0;
}

function byNumber(a: unknown, b: unknown): number {
  if (typeof a === "string" || typeof b === "string") {
    const difference = BigInt(a as string) - BigInt(b as string);
    return difference < 0n ? -1 : difference > 0n ? 1 : 0;
  }
  return Number(a) - Number(b);
}
