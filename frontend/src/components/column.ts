import { LinearLayout, type LinearProps } from "./layout.ts";
import { Scroller, type ScrollProps } from "./layout/scroller.ts";

export type ColumnProps = LinearProps & ScrollProps;

/** One below the other. */
export class Column<P extends ColumnProps = ColumnProps> extends LinearLayout<P> {
  protected scroller: Scroller | null = null;

  protected override update(names: ReadonlySet<string> | null): void {
    if (this.props.scroll !== false) {
      this.scroller ??= new Scroller(
        this,
        (position) => this.editContinuously({ scroll_position: position } as Partial<P>),
        () => this.props,
        (index) => this.find(index),
      );
    }
    this.scroller?.before();
    super.update(names);
    this.scroller?.after(names);
  }

  protected find(index: number): Element | null {
    return this.children[index] ?? null;
  }
}
