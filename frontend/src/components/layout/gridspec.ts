import type { ComponentId } from "../../core/messages.ts";
import { ComponentElement } from "../base.ts";
import type { LayoutProps } from "../layout.ts";
import "./styles.ts";

export type Cells = [top: number, left: number, bottom: number, right: number];

export interface GridSpecProps extends LayoutProps {
  cells: Cells[];
  ncols: number | null;
  nrows: number | null;
}

/** Components that fill cells of a grid. */
export class GridSpec<P extends GridSpecProps = GridSpecProps> extends ComponentElement<P> {
  readonly #places = new Map<ComponentId, HTMLElement>();

  protected override update(_names: ReadonlySet<string> | null): void {
    const { objects, nrows, ncols } = this.props;
    this.style.setProperty("--columns", String(Math.max(1, ncols ?? 1)));
    this.style.setProperty("--rows", String(Math.max(1, nrows ?? 1)));
    for (const [id, place] of this.#places) {
      if (objects.includes(id)) continue;
      this.context.arrange(place.firstElementChild as Element, []);
      place.remove();
      this.#places.delete(id);
    }
    objects.forEach((id, index) => this.#show(id, index));
  }

  /** Where the component at `index` lies. */
  protected cellsOf(index: number): Cells {
    return this.props.cells[index] ?? [0, 0, 1, 1];
  }

  protected place(index: number): HTMLElement | undefined {
    return this.#places.get(this.props.objects[index] as ComponentId);
  }

  #show(id: ComponentId, index: number): void {
    let place = this.#places.get(id);
    if (!place) {
      place = document.createElement("div");
      place.className = "lanai-cell";
      this.#places.set(id, place);
      this.append(place);
      const content = document.createElement("div");
      content.className = "lanai-cell-content";
      place.append(content);
      this.context.arrange(content, [id]);
    }
    const [top, left, bottom, right] = this.cellsOf(index);
    place.style.gridArea = `${top + 1} / ${left + 1} / ${bottom + 1} / ${right + 1}`;
  }
}
