import { LinearLayout, type LinearProps } from "../layout.ts";
import "./styles.ts";

interface WidgetBoxProps extends LinearProps {
  horizontal: boolean;
}

/** Widgets in a frame. */
export class WidgetBox extends LinearLayout<WidgetBoxProps> {
  protected override update(names: ReadonlySet<string> | null): void {
    super.update(names);
    if (this.props.horizontal) this.dataset["flow"] = "row";
    else delete this.dataset["flow"];
  }
}
