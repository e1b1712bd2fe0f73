/** Which rows are selected: clicks, checkboxes, and how it shows. */

import type { CellComponent, ColumnDefinition, RowComponent, Tabulator } from "tabulator-tables";
import { unseen } from "./columns.ts";
import type { TabulatorProps } from "./props.ts";
import { SERIAL } from "./keys.ts";
import type { Row } from "./rows.ts";

export interface SelectionPort {
  props(): Readonly<TabulatorProps>;
  table(): Tabulator | null;
  select(serials: number[]): void;
}

export class Selection {
  #anchor: number | null = null;

  constructor(private readonly port: SelectionPort) {}

  /** The column of checkboxes, where there is one. */
  column(): ColumnDefinition[] {
    const { selectable } = this.port.props();
    if (selectable !== "checkbox" && selectable !== "checkbox-single") return [];
    const column = {
      title: unseen("Selection"),
      headerSort: false,
      hozAlign: "center",
      headerHozAlign: "center",
      width: 40,
      resizable: false,
      download: false,
      frozen: this.port.props().columns.some(({ frozen }) => frozen === "left"),
      cssClass: "lanai-check",
      formatter: (cell: CellComponent) => this.#checkbox(cell),
      ...(selectable === "checkbox" && { titleFormatter: () => this.#allBox() }),
    };
    return [column as unknown as ColumnDefinition];
  }

  /** A row was clicked: it alone, with Ctrl it as well, with Shift all between. */
  clicked(event: UIEvent, row: RowComponent): void {
    const { selectable } = this.port.props();
    const target = event.target as HTMLElement;
    if (!selectable || selectable === "checkbox-single" || target.closest("button, a, input")) return;
    const serial = serialOf(row);
    if (!this.#allowed(serial)) return;
    const { shiftKey, ctrlKey, metaKey } = event as MouseEvent;
    if (shiftKey && this.#anchor !== null) this.#selectTo(serial);
    else if (selectable === "toggle" || ctrlKey || metaKey) this.#toggle(serial);
    else this.port.select([serial]);
    if (!shiftKey) this.#anchor = serial;
  }

  /** Shows the selection in a row's element. */
  paint(row: RowComponent): void {
    if (isGroup(row)) return;
    const selected = this.#has(serialOf(row));
    const element = row.getElement();
    element.classList.toggle("tabulator-selected", selected);
    element.setAttribute("aria-selected", String(selected));
    const box = element.querySelector<HTMLInputElement>(".lanai-check input");
    if (box) box.checked = selected;
  }

  /** Shows the selection in all rows on the screen. */
  paintAll(): void {
    this.#selected = null;
    const table = this.port.table();
    for (const row of table?.getRows("visible") ?? []) this.paint(row);
    const all = table?.element.querySelector<HTMLInputElement>(".lanai-check-all");
    if (all) this.#paintAllBox(all);
  }

  #selected: Set<number> | null = null;

  #has(serial: number): boolean {
    this.#selected ??= new Set(this.port.props().selection);
    return this.#selected.has(serial);
  }

  #allowed(serial: number): boolean {
    const { selectable_rows: allowed } = this.port.props();
    return serial >= 0 && (allowed === null || allowed.includes(serial));
  }

  #toggle(serial: number): void {
    const { selection, selectable } = this.port.props();
    if (selection.includes(serial)) return this.port.select(selection.filter((each) => each !== serial));
    const all = [...selection, serial];
    this.port.select(typeof selectable === "number" ? all.slice(-selectable) : all);
  }

  #selectTo(serial: number): void {
    const serials = this.#active();
    const [one, other] = [serials.indexOf(this.#anchor as number), serials.indexOf(serial)].sort((a, b) => a - b);
    const { selectable } = this.port.props();
    const chosen = serials.slice(one, (other as number) + 1).filter((each) => this.#allowed(each));
    this.port.select(typeof selectable === "number" ? chosen.slice(0, selectable) : chosen);
  }

  #active(): number[] {
    return ((this.port.table()?.getData("active") ?? []) as Row[]).map((row) => row[SERIAL]);
  }

  #checkbox(cell: CellComponent): HTMLElement {
    const serial = serialOf(cell.getRow());
    const box = checkbox(`Select row ${serial - this.port.props().data.first + 1}`);
    box.checked = this.#has(serial);
    box.disabled = !this.#allowed(serial);
    box.addEventListener("change", () => this.#toggle(serial));
    return box;
  }

  #allBox(): HTMLElement {
    const box = checkbox("Select all rows");
    box.classList.add("lanai-check-all");
    this.#paintAllBox(box);
    box.addEventListener("change", () =>
      this.port.select(box.checked ? this.#active().filter((serial) => this.#allowed(serial)) : []),
    );
    return box;
  }

  #paintAllBox(box: HTMLInputElement): void {
    const { selection, data } = this.port.props();
    box.checked = selection.length > 0 && selection.length >= data.rows;
    box.indeterminate = selection.length > 0 && !box.checked;
  }
}

/** Whether it is no row but the heading of a group of rows, which Tabulator lists among them. */
export function isGroup(row: RowComponent): boolean {
  return row.getElement().classList.contains("tabulator-group");
}

export function serialOf(row: RowComponent): number {
  return (row.getData() as Row)[SERIAL];
}

function checkbox(name: string): HTMLInputElement {
  const box = document.createElement("input");
  box.type = "checkbox";
  box.setAttribute("aria-label", name);
  return box;
}
