/** CSS of single cells, as the server worked it out. */

import type { CellComponent } from "tabulator-tables";
import { unpack } from "../../core/growth.ts";
import type { TabulatorProps } from "./props.ts";
import { keyOf, SERIAL } from "./keys.ts";
import type { Row } from "./rows.ts";

type Declarations = [name: string, value: string][];

export class CellStyles {
  #texts: Declarations[] = [];
  readonly #cells = new Map<string, number[]>();
  readonly #places = new Map<number, number>();
  readonly #given = new WeakMap<HTMLElement, string[]>();

  read({ cell_styles: styles }: Readonly<TabulatorProps>, rows: readonly Row[]): void {
    this.#cells.clear();
    this.#places.clear();
    this.#texts = (styles?.css ?? []).map(declarations);
    if (!styles) return;
    for (const [field, numbers] of Object.entries(styles.cells)) this.#cells.set(keyOf(field), unpack(numbers) as number[]);
    rows.forEach((row, place) => this.#places.set(row[SERIAL], place));
  }

  /** Dresses a cell, and takes off what it wore before. */
  dress(cell: CellComponent): void {
    const element = cell.getElement();
    const before = this.#given.get(element);
    if (!before && this.#cells.size === 0) return;
    for (const name of before ?? []) element.style.removeProperty(name);
    const numbers = this.#cells.get(cell.getField());
    const place = this.#places.get((cell.getData() as Row)[SERIAL]);
    const worn = (place !== undefined && this.#texts[numbers?.[place] ?? -1]) || [];
    for (const [name, value] of worn) element.style.setProperty(name, value);
    this.#given.set(
      element,
      worn.map(([name]) => name),
    );
  }
}

function declarations(css: string): Declarations {
  return css
    .split(";")
    .map((part) => part.split(/:(.*)/s, 2).map((piece) => piece.trim()))
    .filter((pair): pair is [string, string] => pair.length === 2 && pair[0] !== "");
}
