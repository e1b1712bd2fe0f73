/** The viewer's settings in Python's names, and back. */

import { own } from "../../core/names.ts";
import type { PerspectiveProps } from "./props.ts";

export type Settings = Pick<PerspectiveProps, (typeof SETTINGS)[number]>;
export type ViewerConfig = Record<string, unknown>;

/** The properties that a visitor may change in the viewer. */
export const SETTINGS = [
  "aggregates",
  "columns",
  "columns_config",
  "expressions",
  "filters",
  "group_by",
  "plugin",
  "plugin_config",
  "settings",
  "sort",
  "split_by",
  "theme",
  "title",
] as const;

const PLUGINS: Record<string, string> = {
  datagrid: "Datagrid",
  d3_candlestick: "Candlestick",
  d3_heatmap: "Heatmap",
  d3_ohlc: "OHLC",
  d3_sunburst: "Sunburst",
  d3_treemap: "Treemap",
  d3_x_bar: "X Bar",
  d3_xy_line: "X/Y Line",
  d3_xy_scatter: "X/Y Scatter",
  d3_y_area: "Y Area",
  d3_y_bar: "Y Bar",
  d3_y_line: "Y Line",
  d3_y_scatter: "Y Scatter",
  hypergrid: "Datagrid",
};

const THEMES: Record<string, string> = {
  pro: "Pro Light",
  "pro-dark": "Pro Dark",
  botanical: "Botanical",
  dracula: "Dracula",
  gruvbox: "Gruvbox Light",
  "gruvbox-dark": "Gruvbox Dark",
  monokai: "Monokai",
  solarized: "Solarized",
  "solarized-dark": "Solarized Dark",
  vaporwave: "Vaporwave",
  material: "Pro Light",
  "material-dark": "Pro Dark",
};

/** Names of themes as Perspective lists them. */
export const THEME_NAMES: readonly string[] = [...new Set(Object.values(THEMES))];

/** What the viewer calls the theme. The usual one follows the page. */
export function themeName(theme: string, dark: boolean): string {
  return theme === "pro" && dark ? "Pro Dark" : (own(THEMES, theme) ?? "Pro Light");
}

/** The properties as the viewer takes them. */
export function toViewer(props: Readonly<PerspectiveProps>, dark: boolean): ViewerConfig {
  const plugin = own(PLUGINS, props.plugin) ?? "Datagrid";
  return {
    plugin,
    plugin_config: { ...(plugin === "Datagrid" && { edit_mode: editMode(props) }), ...props.plugin_config },
    columns: props.columns ?? props.column_kinds.map(([field]) => field),
    columns_config: props.columns_config ?? {},
    aggregates: props.aggregates ?? {},
    expressions: expressionsByName(props.expressions),
    filter: props.filters ?? [],
    group_by: props.group_by ?? [],
    group_rollup_mode: plugin === "Datagrid" ? "rollup" : "flat", // what Perspective itself takes, with a complaint
    split_by: props.split_by ?? [],
    sort: props.sort ?? [],
    settings: props.settings && props.toggle_config,
    theme: themeName(props.theme, dark),
    title: props.title,
  };
}

/** Those settings that the visitor changed: what the viewer says now where it differs from what it was given. */
export function changes(now: ViewerConfig, before: ViewerConfig): Partial<Settings> {
  const found: Record<string, unknown> = {};
  for (const name of SETTINGS) {
    const key = name === "filters" ? "filter" : name;
    if (Object.hasOwn(now, key) && !same(now[key], before[key])) found[name] = toPython(name, now[key]);
  }
  return found as Partial<Settings>;
}

export function same(one: unknown, other: unknown): boolean {
  return JSON.stringify(sorted(one) ?? null) === JSON.stringify(sorted(other) ?? null);
}

function sorted(value: unknown): unknown {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).sort(([one], [other]) => (one < other ? -1 : 1)));
}

function toPython(name: (typeof SETTINGS)[number], value: unknown): unknown {
  if (name === "plugin") return Object.entries(PLUGINS).find(([, shown]) => shown === value)?.[0] ?? "datagrid";
  if (name === "theme") return Object.entries(THEMES).find(([, shown]) => shown === value)?.[0] ?? "pro";
  if (name === "plugin_config") {
    const { edit_mode: _, ...config } = value as Record<string, unknown>;
    return config;
  }
  return value ?? null;
}

function editMode({ editable, selectable }: Readonly<PerspectiveProps>): string {
  if (editable) return "EDIT";
  return selectable ? "SELECT_ROW" : "READ_ONLY";
}

function expressionsByName(given: PerspectiveProps["expressions"]): Record<string, string> {
  if (!Array.isArray(given)) return given ?? {};
  return Object.fromEntries(given.map((text) => [text, text]));
}
