/** Pages that the server cuts: Tabulator asks for one, and gets it when it has come. */

import { fieldOf } from "./keys.ts";
import type { FilterProps, SorterProps, TabulatorProps } from "./props.ts";
import type { Row } from "./rows.ts";

interface Wanted {
  page: number;
  size: number;
  sort?: SorterProps[];
  filter?: FilterProps[];
}

interface Answer {
  last_page: number;
  last_row: number;
  data: Row[];
}

export interface PagesPort {
  props(): Readonly<TabulatorProps>;
  rows(): Row[];
  edit(props: Partial<TabulatorProps>): void;
}

export class Pages {
  #waiting: ((answer: Answer) => void) | null = null;

  constructor(private readonly port: PagesPort) {}

  /** Options of Tabulator's for pages from the server. */
  options(): Record<string, unknown> {
    return {
      ajaxURL: "page",
      ajaxRequestFunc: (_url: string, _config: unknown, wanted: Wanted) => this.#request(wanted),
      paginationMode: "remote",
      sortMode: "remote",
      filterMode: "remote",
      dataLoader: false,
    };
  }

  /** The server's rows have come. Returns whether somebody waited for them. */
  arrived(): boolean {
    const answer = this.#waiting;
    this.#waiting = null;
    answer?.(this.#answer());
    return answer !== null;
  }

  #request({ page, size, sort = [], filter = [] }: Wanted): Promise<Answer> {
    const props = this.port.props();
    const sorters = sort.map(({ field, dir }) => ({ field: fieldOf(field), dir }));
    const filters = filter.map(({ field, type, value }) => ({ field: fieldOf(field), type, value }));
    const wanted: Partial<TabulatorProps> = {};
    if (!same(sorters, props.sorters)) wanted.sorters = sorters;
    if (!same(filters, props.filters)) wanted.filters = filters;
    if (typeof size === "number" && size !== props.page_size) wanted.page_size = size;
    // What is sorted or filtered anew begins at its first page.
    if (page !== props.page && page !== props.data.page) wanted.page = page;
    if (Object.keys(wanted).length === 0) return Promise.resolve(this.#answer());
    return new Promise((resolve) => {
      this.#waiting = resolve;
      this.port.edit(wanted);
    });
  }

  #answer(): Answer {
    const { data } = this.port.props();
    return { last_page: data.pages ?? 1, last_row: data.total ?? data.rows, data: this.port.rows() };
  }
}

export function same(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}
