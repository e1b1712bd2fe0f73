/** What travels of a table. */

import type { ComponentId, Column, Table } from "../../core/messages.ts";
import type { CommonProps } from "../common.ts";

export type Kind = "integer" | "number" | "boolean" | "text" | "object" | "datetime" | "date" | "button";

export interface Described {
  type: string;
  params: Record<string, unknown>;
}

/** One column, as Python's `describe_columns` gives it. */
export interface ColumnProps {
  field: string;
  title: string;
  label?: string;
  kind: Kind;
  formatter: Described;
  align: "left" | "center" | "right";
  headerAlign: "left" | "center" | "right";
  sortable: boolean;
  index?: boolean;
  path?: string[];
  editor?: Described;
  width?: number | string;
  hidden?: boolean;
  frozen?: "left" | "right";
  tooltip?: string;
  titleFormatter?: Described;
  headerFilter?: Described & { func: string; placeholder?: string };
  aggregator?: string;
}

/** The rows: those of a page, where the server cuts pages. */
export interface TableData extends Table {
  page?: number;
  pages?: number;
  total?: number;
}

export interface SorterProps {
  field: string;
  dir: "asc" | "desc";
}

export interface FilterProps {
  field: string;
  type: string;
  value: unknown;
}

export interface TabulatorProps extends CommonProps {
  cell_styles: { css: string[]; cells: Record<string, Column> } | null;
  columns: ColumnProps[];
  configuration: Record<string, unknown>;
  data: TableData;
  download_request: [count: number, filename: string] | null;
  expanded: number[];
  filters: FilterProps[];
  follow: boolean;
  frozen_rows: number[];
  groupby: string[];
  hierarchical: boolean;
  label: string;
  layout: string;
  movable_columns: boolean;
  page: number;
  page_size: number;
  pagination: "local" | "remote" | null;
  expandable: boolean;
  row_height: number;
  row_panels: ComponentId[];
  selectable: boolean | number | "checkbox" | "checkbox-single" | "toggle";
  selectable_rows: number[] | null;
  selection: number[];
  sorters: SorterProps[];
  theme: string;
  theme_classes: string[];
}
