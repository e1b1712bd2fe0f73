import { LinearLayout, type LinearProps } from "../layout.ts";
import "./styles.ts";

interface GridBoxProps extends LinearProps {
  ncols: number | null;
  nrows: number | null;
}

/** Row by row into a grid. */
export class GridBox extends LinearLayout<GridBoxProps> {
  protected override update(names: ReadonlySet<string> | null): void {
    super.update(names);
    const { ncols, nrows, objects } = this.props;
    const columns = ncols ?? (nrows ? Math.max(1, Math.ceil(objects.length / nrows)) : 1);
    this.style.setProperty("--columns", String(columns));
    this.style.setProperty("--rows", String(nrows ?? Math.max(1, Math.ceil(objects.length / columns))));
  }
}
