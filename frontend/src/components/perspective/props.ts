/** What travels of a Perspective. */

import type { Table } from "../../core/messages.ts";
import type { CommonProps } from "../common.ts";

export type Kind = "integer" | "number" | "boolean" | "text" | "object" | "datetime" | "date";

export interface PerspectiveProps extends CommonProps {
  aggregates: Record<string, unknown> | null;
  column_kinds: [field: string, kind: Kind][];
  columns: string[] | null;
  columns_config: Record<string, unknown> | null;
  data: Table;
  editable: boolean;
  expressions: Record<string, string> | string[] | null;
  filters: unknown[] | null;
  group_by: string[] | null;
  plugin: string;
  plugin_config: Record<string, unknown>;
  selectable: boolean;
  settings: boolean;
  sort: unknown[] | null;
  split_by: string[] | null;
  theme: string;
  title: string | null;
  toggle_config: boolean;
}
