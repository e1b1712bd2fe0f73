/** A table: Tabulator, with the store's columns and rows. */

import { own } from "../../core/names.ts";
import { TabulatorFull, type CellComponent, type Options, type RowComponent, type Tabulator as Table } from "tabulator-tables";
import type { Delta } from "../../core/messages.ts";
import { unpack } from "../../core/growth.ts";
import { ComponentElement } from "../base.ts";
import { columnsFor } from "./columns.ts";
import { configurationFor } from "./configuration.ts";
import { Content } from "./content.ts";
import { fieldOf, keyed, keyOf, SERIAL } from "./keys.ts";
import { same, Pages } from "./pages.ts";
import type { FilterProps, Kind, SorterProps, TabulatorProps } from "./props.ts";
import { rowsOf, treeOf, type Row } from "./rows.ts";
import { isGroup, Selection, serialOf } from "./selection.ts";
import sheet from "./tabulator.css";
import { CellStyles } from "./styles.ts";

/** A change of these makes the table anew. */
const FOUNDATIONS: readonly (keyof TabulatorProps)[] = [
  "columns", "configuration", "frozen_rows", "groupby", "height", "hierarchical", "layout", "movable_columns",
  "page_size", "pagination", "expandable", "row_height", "selectable", "sizing_mode",
]; // prettier-ignore

const LAYOUTS: Record<string, string> = {
  fit_data: "fitData",
  fit_data_fill: "fitDataFill",
  fit_data_stretch: "fitDataStretch",
  fit_data_table: "fitDataTable",
  fit_columns: "fitColumns",
};

/** More cells at once than this are shown by showing all rows again. */
const MOST_CELLS = 200;

/** Roles that make the whole a grid: whatever scrolls, heads several columns or turns pages is a part of one. */
const ROLES: readonly [selector: string, role: string][] = [
  [".tabulator-tableholder", "rowgroup"],
  [".tabulator-table", "presentation"],
  [".tabulator-col-group", "presentation"],
  [".tabulator-col-group > .tabulator-col-content", "columnheader"],
  [".tabulator-group", "row"],
  [".tabulator-footer", "rowgroup"],
  [".tabulator-footer-contents", "row"],
  [".tabulator-paginator", "gridcell"],
];

/** Least time in ms between two looks at what streams in; large tables take longer ones. */
const FRAME = 16;

/** Rows of a table that costs nothing to show anew. */
const SHORT = 50;

let styled = false;

export class Tabulator extends ComponentElement<TabulatorProps> {
  #table: Table | null = null;
  #built = false;
  #holder: HTMLElement | null = null;
  #rows: Row[] = [];
  #flushing: ReturnType<typeof setTimeout> | null = null;
  #fresh: Row[] = [];
  #gone = 0;
  #pause = FRAME;
  #download = 0;
  readonly #styles = new CellStyles();
  readonly #pages = new Pages({
    props: () => this.props,
    rows: () => this.#rows,
    edit: (props) => this.edit(props),
  });
  readonly #selection = new Selection({
    props: () => this.props,
    table: () => (this.#built ? this.#table : null),
    select: (selection) => this.edit({ selection }),
  });
  readonly #content = new Content({
    props: () => this.props,
    expand: (expanded) => this.edit({ expanded }),
    arrange: (parent, ids) => this.context.arrange(parent, ids),
  });

  connectedCallback(): void {
    if (this.component && !this.#table) this.#make();
  }

  /** Present so that `moveBefore` moves the table without taking it down. */
  connectedMoveCallback(): void {}

  override detach(): void {
    this.#unmake();
    super.detach();
  }

  protected override update(names: ReadonlySet<string> | null): void {
    this.#dress();
    if (!this.isConnected) return;
    if (!this.#table || names === null || FOUNDATIONS.some((name) => names.has(name))) return this.#make();
    if (names.has("data")) this.#replace();
    if (names.has("cell_styles")) this.#restyle();
    if (names.has("selection") || names.has("selectable_rows")) this.#selection.paintAll();
    if (!this.#built) return;
    if (names.has("sorters")) this.#sort();
    if (names.has("page")) this.#turn();
    if (names.has("expanded") || names.has("row_panels")) this.#reformat();
    if (names.has("download_request")) this.#save();
  }

  /** Rows that were added, cells that were changed: what Tabulator shows follows within a frame. */
  grow(name: string, delta: Delta): void {
    if (name !== "data" || !this.#table) return;
    if (typeof delta === "string" || Array.isArray(delta)) return;
    if ("cells" in delta) return this.#change(delta.cells);
    const { data } = this.props;
    const added = rowsOf(data, this.#kinds(), Math.max(0, data.rows - delta.rows));
    const over = Math.max(0, this.#rows.length + added.length - data.rows);
    for (const row of added) this.#rows.push(row);
    this.#rows.splice(0, over);
    this.#fresh.push(...added);
    this.#gone += over;
    if (this.#fresh.length > this.#rows.length) this.#fresh = this.#fresh.slice(-this.#rows.length);
    this.#flushing ??= setTimeout(() => this.#flush(), this.#pause);
  }

  // -- making -----------------------------------------------------------------------------------------

  #make(): void {
    this.#unmake();
    addStyles();
    this.#rows = this.#read();
    this.#styles.read(this.props, this.#rows);
    this.#holder = document.createElement("div");
    this.append(this.#holder);
    const table = new TabulatorFull(this.#holder, this.#options());
    this.#table = table;
    table.on("tableBuilt", () => {
      if (this.#table !== table) return;
      this.#built = true;
      this.#nameParts();
      this.#follow();
    });
    table.on("rowClick", (event, row) => this.#selection.clicked(event, row));
    table.on("cellClick", (event, cell) => this.#clicked(event, cell));
    table.on("cellEdited", (cell) => this.#edited(cell));
    table.on("dataSorted", (sorters) => this.#sorted(sorters));
    table.on("dataFiltered", (filters) => this.#filtered(filters as unknown as FilterProps[]));
    table.on("pageLoaded", (page) => this.#paged(page));
    table.on("renderComplete", () => this.#built && this.#nameParts());
  }

  #unmake(): void {
    if (this.#flushing) clearTimeout(this.#flushing);
    this.#flushing = null;
    this.#fresh = [];
    this.#gone = 0;
    this.#built = false;
    this.#table?.destroy();
    this.#table = null;
    this.#holder?.remove();
  }

  #options(): Options {
    const { props } = this;
    const columns = columnsFor(props, (cell) => this.#styles.dress(cell));
    const options = {
      index: SERIAL,
      columns: [...this.#content.column(), ...this.#selection.column(), ...columns],
      layout: own(LAYOUTS, props.layout),
      nestedFieldSeparator: false,
      rowHeight: props.expandable ? undefined : props.row_height,
      movableColumns: props.movable_columns,
      placeholder: "No rows",
      selectableRows: false,
      headerSortClickElement: "header",
      columnDefaults: { resizable: "header", tooltip: false },
      initialSort: [...props.sorters].reverse().map(({ field, dir }) => ({ column: keyOf(field), dir })),
      initialHeaderFilter: props.filters.map(({ field, value }) => ({ field: keyOf(field), value })),
      rowFormatter: (row: RowComponent) => this.#dressRow(row),
      ...this.#heights(),
      ...this.#paging(),
      ...(props.frozen_rows.length > 0 && { frozenRows: (row: RowComponent) => props.frozen_rows.includes(serialOf(row)) }),
      groupHeader: groupHeading,
      ...(props.groupby.length > 0 && { groupBy: props.groupby.map(keyOf) }),
      ...(props.hierarchical && { dataTree: true, dataTreeStartExpanded: false }),
      ...(props.pagination === "remote" ? {} : { data: this.#shown() }),
      ...configurationFor(props.configuration),
    };
    return options as unknown as Options;
  }

  #heights(): Record<string, unknown> {
    const { height, max_height: most, sizing_mode: mode, pagination } = this.props;
    if (height !== null || /_(height|both)$/.test(mode ?? "")) return { height: "100%" };
    if (most !== null) return { maxHeight: most };
    return pagination ? {} : { maxHeight: "min(80vh, 800px)" };
  }

  #paging(): Record<string, unknown> {
    const { pagination, page, page_size: size } = this.props;
    if (!pagination) return {};
    const common = { pagination: true, paginationSize: size, paginationInitialPage: page };
    return pagination === "remote" ? { ...common, ...this.#pages.options() } : common;
  }

  #read(): Row[] {
    return rowsOf(this.props.data, this.#kinds());
  }

  /** Rows as Tabulator gets them. A list of its own: it keeps and changes what it is given. */
  #shown(): Row[] {
    return this.props.hierarchical ? treeOf(this.#rows, this.props.columns.map(keyed)) : [...this.#rows];
  }

  /** By the columns' keys. */
  #kinds(): Map<string, Kind> {
    return new Map(this.props.columns.map(({ field, kind }) => [keyOf(field), kind]));
  }

  // -- what the server changes ------------------------------------------------------------------------

  #replace(): void {
    if (this.#flushing) clearTimeout(this.#flushing);
    this.#flushing = null;
    this.#fresh = [];
    this.#gone = 0;
    this.#rows = this.#read();
    this.#styles.read(this.props, this.#rows);
    this.#showAll();
  }

  #showAll(): void {
    const table = this.#table;
    if (!table || !this.#built) return void this.#later(() => this.#showAll());
    if (this.props.pagination === "remote") {
      if (!this.#pages.arrived()) this.#turn(true);
    } else {
      void table.replaceData(this.#shown()).then(() => this.#follow());
    }
  }

  #later(act: () => void): void {
    const table = this.#table;
    table?.on("tableBuilt", () => this.#table === table && act());
  }

  #flush(): void {
    this.#flushing = null;
    const table = this.#table;
    if (!table || !this.#built) return this.#showAll();
    const [fresh, gone, began] = [this.#fresh, this.#gone, performance.now()];
    this.#fresh = [];
    this.#gone = 0;
    const plain = !this.props.hierarchical && !this.props.groupby.length && !this.props.pagination;
    const arranged = table.getSorters().length > 0 || table.getHeaderFilters().length > 0;
    // Tabulator loses its place when rows go that are not on the screen: then it is given all of them.
    // A short one is shown anew as well, so that its columns are as wide as what has come.
    if (plain && !arranged && gone === 0 && this.#rows.length > SHORT) void table.addData(fresh, false).then(() => this.#follow());
    else this.#showAll();
    this.#pause = Math.max(FRAME, 3 * (performance.now() - began));
  }

  #change(changed: Record<string, [unknown, unknown, number]>): void {
    const count = Object.values(changed).reduce((sum, [, , cells]) => sum + cells, 0);
    if (count > MOST_CELLS || this.props.hierarchical || !this.#built || this.#flushing) return this.#replace();
    const places = new Map(this.#rows.map((row, place) => [row[SERIAL], place]));
    const fields = new Map<number, Row>();
    const kinds = this.#kinds();
    for (const [field, [serials, values]] of Object.entries(changed)) {
      const cells = unpack(values as never);
      const key = keyOf(field);
      (unpack(serials as never) as number[]).forEach((serial, index) => {
        const place = places.get(serial);
        if (place === undefined) return;
        const cell = Number.isNaN(cells[index]) && kinds.get(key) !== "number" ? null : cells[index];
        fields.set(serial, { ...fields.get(serial), [key]: cell, [SERIAL]: serial });
      });
    }
    for (const [serial, cells] of fields) {
      Object.assign(this.#rows[places.get(serial) as number] as Row, cells);
      const row = this.#table?.getRow(serial);
      if (row) void row.update(cells);
    }
  }

  #restyle(): void {
    this.#styles.read(this.props, this.#rows);
    this.#reformat();
  }

  #reformat(): void {
    if (!this.#built) return;
    for (const row of this.#table?.getRows("visible") ?? []) if (!isGroup(row)) row.reformat();
  }

  #sort(): void {
    const { sorters } = this.props;
    if (!this.#table || same(this.#sorters(), sorters)) return;
    this.#table.setSort([...sorters].reverse().map(({ field, dir }) => ({ column: keyOf(field), dir })));
  }

  #turn(anew = false): void {
    const { page, pagination } = this.props;
    if (!pagination || !this.#table) return;
    if (anew || this.#table.getPage() !== page) void this.#table.setPage(page).catch(() => undefined);
  }

  #follow(): void {
    this.#selection.paintAll();
    if (!this.props.follow || !this.#table) return;
    if (this.props.pagination === "local") void this.#table.setPage("last");
    // The rows above are measured as they come into view, which moves the end: it is sought again when they have.
    this.#scrollToEnd();
    requestAnimationFrame(() => this.#scrollToEnd());
  }

  #scrollToEnd(): void {
    const holder = this.querySelector(".tabulator-tableholder");
    if (holder) holder.scrollTop = holder.scrollHeight;
  }

  #save(): void {
    const [count, filename] = this.props.download_request ?? [0, ""];
    if (count <= this.#download) return;
    this.#download = count;
    this.#table?.download(filename.endsWith(".json") ? "json" : "csv", filename);
  }

  // -- what the visitor does --------------------------------------------------------------------------

  #clicked(event: UIEvent, cell: CellComponent): void {
    const serial = serialOf(cell.getRow());
    const field = fieldOf(cell.getField() ?? "");
    const column = this.props.columns.find((each) => each.field === field);
    if (!column || serial < 0) return;
    if (column.kind === "button" && !(event.target as HTMLElement).closest("button")) return;
    this.event("click", { row: serial, column: field });
  }

  #edited(cell: CellComponent): void {
    const value = cell.getValue() as unknown;
    const row = serialOf(cell.getRow());
    const kind = this.#kinds().get(cell.getField());
    const sent = value === undefined || (value === "" && kind !== "text" && kind !== "object") ? null : value;
    this.event("edit", { row, column: fieldOf(cell.getField()), value: sent });
  }

  #sorters(): SorterProps[] {
    return (this.#table?.getSorters() ?? []).map(({ field, dir }) => ({ field: fieldOf(field), dir })).reverse();
  }

  #sorted(_: unknown): void {
    if (!this.#built || this.props.pagination === "remote") return;
    const sorters = this.#sorters();
    if (!same(sorters, this.props.sorters)) this.edit({ sorters });
  }

  #filtered(_: FilterProps[]): void {
    if (!this.#built || this.props.pagination === "remote") return;
    const found = (this.#table?.getHeaderFilters() ?? []) as unknown as FilterProps[];
    const filters = found.map(({ field, type, value }) => ({
      field: fieldOf(field),
      type: typeof type === "string" && type !== "function" ? type : "like",
      value,
    }));
    if (!same(filters, this.props.filters)) this.edit({ filters });
  }

  #paged(page: number): void {
    if (this.#built && this.props.pagination === "local" && page !== this.props.page) this.edit({ page });
  }

  // -- how it looks -----------------------------------------------------------------------------------

  #dress(): void {
    const { theme, theme_classes: classes } = this.props;
    this.classList.add(...classes);
    this.classList.toggle("wa-dark", theme === "midnight");
    this.setAttribute("data-layout", this.props.layout);
  }

  #dressRow(row: RowComponent): void {
    if (isGroup(row)) return;
    this.#selection.paint(row);
    this.#content.show(row);
  }

  /** What Tabulator leaves unsaid to those who use a keyboard or do not see. */
  #nameParts(): void {
    const grid = this.#holder;
    if (!grid) return;
    grid.setAttribute("aria-label", this.props.label || "Table");
    for (const [selector, role] of ROLES) {
      for (const part of grid.querySelectorAll(selector)) part.setAttribute("role", role);
    }
    for (const group of grid.querySelectorAll(".tabulator-col-group")) {
      group.removeAttribute("aria-title");
      group.removeAttribute("aria-sort");
    }
    for (const header of grid.querySelectorAll<HTMLElement>(".tabulator-col.tabulator-sortable")) {
      if (header.tabIndex === 0) continue;
      header.tabIndex = 0;
      header.addEventListener("keydown", (event) => {
        if (event.target === header && (event.key === "Enter" || event.key === " ")) {
          event.preventDefault();
          header.click();
        }
      });
    }
  }
}

function groupHeading(value: unknown, count: number): Node {
  const heading = document.createElement("span");
  heading.setAttribute("role", "gridcell");
  heading.textContent = `${String(value)} (${count})`;
  return heading;
}

function addStyles(): void {
  if (styled) return;
  styled = true;
  const adopted = new CSSStyleSheet();
  adopted.replaceSync(sheet);
  document.adoptedStyleSheets = [...document.adoptedStyleSheets, adopted];
}
