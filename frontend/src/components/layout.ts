/** What all layouts do: hold other components. */

import type { ComponentId } from "../core/messages.ts";
import { ComponentElement } from "./base.ts";
import type { CommonProps } from "./common.ts";

export interface LayoutProps extends CommonProps {
  objects: ComponentId[];
}

export abstract class Layout<P extends LayoutProps = LayoutProps> extends ComponentElement<P> {
  protected override update(names: ReadonlySet<string> | null): void {
    if (names === null || names.has("objects")) this.context.arrange(this, this.props.objects);
  }
}

/** What `scroll` comes to as CSS overflow. */
export type Scroll = boolean | "both" | "x" | "y" | "both-auto" | "x-auto" | "y-auto";

export interface LinearProps extends LayoutProps {
  scroll: Scroll;
}

/** Row and Column, which may scroll. */
export abstract class LinearLayout extends Layout<LinearProps> {
  protected override update(names: ReadonlySet<string> | null): void {
    super.update(names);
    const { scroll } = this.props;
    const [axis = "both", auto] =
      typeof scroll === "string" ? scroll.split("-") : ["both", scroll ? "auto" : undefined];
    const overflow = auto ?? "scroll";
    if (scroll === false) return;
    if (axis !== "y") this.style.overflowX = overflow;
    if (axis !== "x") this.style.overflowY = overflow;
  }
}
