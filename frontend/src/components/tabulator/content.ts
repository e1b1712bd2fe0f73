/** What an expanded row shows below its cells: a component of the server's. */

import type { CellComponent, ColumnDefinition, RowComponent } from "tabulator-tables";
import type { ComponentId } from "../../core/messages.ts";
import { unseen } from "./columns.ts";
import type { TabulatorProps } from "./props.ts";
import { serialOf } from "./selection.ts";

export interface ContentPort {
  props(): Readonly<TabulatorProps>;
  expand(serials: number[]): void;
  arrange(parent: Element, ids: readonly ComponentId[]): void;
}

export class Content {
  readonly #panels = new Map<number, HTMLElement>();

  constructor(private readonly port: ContentPort) {}

  /** The column that opens and closes rows, where rows have content. */
  column(): ColumnDefinition[] {
    if (!this.port.props().expandable) return [];
    const column = {
      title: unseen("Details"),
      headerSort: false,
      width: 40,
      resizable: false,
      download: false,
      hozAlign: "center",
      cssClass: "lanai-expand",
      formatter: (cell: CellComponent) => this.#opener(cell),
    };
    return [column as unknown as ColumnDefinition];
  }

  show(row: RowComponent): void {
    const { expandable: has, expanded, row_panels: panels } = this.port.props();
    if (!has) return;
    const serial = serialOf(row);
    const id = panels[expanded.indexOf(serial)];
    const panel = this.#panels.get(serial);
    if (id === undefined) {
      panel?.remove();
      this.#panels.delete(serial);
    } else {
      const shown = panel ?? document.createElement("div");
      shown.className = "lanai-row-content";
      shown.setAttribute("role", "gridcell");
      this.#panels.set(serial, shown);
      row.getElement().append(shown);
      this.port.arrange(shown, [id]);
    }
    const opener = row.getElement().querySelector(".lanai-expand button");
    opener?.setAttribute("aria-expanded", String(expanded.includes(serial)));
    if (panel || id !== undefined) setTimeout(() => row.normalizeHeight());
  }

  #opener(cell: CellComponent): HTMLElement {
    const serial = serialOf(cell.getRow());
    const button = document.createElement("button");
    button.type = "button";
    button.className = "lanai-opener";
    button.setAttribute("aria-label", "Details");
    button.setAttribute("aria-expanded", String(this.port.props().expanded.includes(serial)));
    button.addEventListener("click", () => {
      const { expanded } = this.port.props();
      const others = expanded.filter((each) => each !== serial);
      this.port.expand(others.length < expanded.length ? others : [...expanded, serial]);
    });
    return button;
  }
}
