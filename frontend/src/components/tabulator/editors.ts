/** How cells are edited: Tabulator's editors, and fields for dates that speak in ms. */

import type { CellComponent, Editor } from "tabulator-tables";
import { escape } from "./formatters.ts";
import { formatDate } from "./numbers.ts";
import type { ColumnProps, Described } from "./props.ts";

type Success = (value: unknown) => void;
type Rendered = (callback: () => void) => void;

/** Editor and parameters for Tabulator. */
export function editorFor(column: ColumnProps): { editor?: Editor; editorParams?: unknown } {
  const { editor, title } = column;
  if (!editor) return {};
  if (editor.type === "date" || editor.type === "datetime") return { editor: dateEditor(editor, title) };
  return { editor: editor.type as Editor, editorParams: editorParams(editor, `Edit ${title}`) };
}

export function editorParams({ type, params }: Described, name: string): Record<string, unknown> {
  const named = { elementAttributes: { "aria-label": name }, ...params };
  if (type !== "list") return type === "input" ? { selectContents: true, ...named } : named;
  return { itemFormatter: (label: unknown) => escape(label) || "&nbsp;", ...named };
}

function dateEditor({ type }: Described, title: string): Editor {
  const format = type === "date" ? "%Y-%m-%d" : "%Y-%m-%dT%H:%M:%S";
  return ((cell: CellComponent, rendered: Rendered, success: Success, cancel: Success) => {
    const input = document.createElement("input");
    input.type = type === "date" ? "date" : "datetime-local";
    input.step = type === "date" ? "1" : "any";
    input.setAttribute("aria-label", `Edit ${title}`);
    const before = cell.getValue() as number | null;
    input.value = typeof before === "number" ? formatDate(before, format) : "";
    const unchanged = input.value;
    const take = (): void => {
      if (input.value === unchanged) cancel(before);
      else success(input.value === "" ? null : Date.parse(`${input.value}Z`.replace(/^(\d+-\d+-\d+)Z$/, "$1")));
    };
    rendered(() => input.focus());
    input.addEventListener("blur", take);
    input.addEventListener("keydown", (event) => {
      if (event.key === "Enter") take();
      else if (event.key === "Escape") cancel(before);
    });
    return input;
  }) as unknown as Editor;
}
