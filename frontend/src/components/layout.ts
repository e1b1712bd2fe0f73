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

/** Gives `box` the overflow that `scroll` says, and lets the keyboard scroll it. */
export function showScroll(box: HTMLElement, scroll: Scroll): void {
  const [axis = "both", auto] = typeof scroll === "string" ? scroll.split("-") : ["both", "auto"];
  const overflow = auto ?? "scroll";
  box.style.overflowX = scroll === false ? "" : axis === "y" ? "hidden" : overflow;
  box.style.overflowY = scroll === false ? "" : axis === "x" ? "hidden" : overflow;
  if (scroll === false) box.removeAttribute("tabindex");
  else box.tabIndex = 0;
}

/** Layouts that may scroll. */
export abstract class LinearLayout<P extends LinearProps = LinearProps> extends Layout<P> {
  protected override update(names: ReadonlySet<string> | null): void {
    super.update(names);
    const { scroll, styles } = this.props;
    if (scroll !== false || names?.has("scroll")) showScroll(this, scroll);
    for (const name of ["overflow", "overflow-x", "overflow-y"]) {
      const own = styles[name] ?? styles[name.replace("-", "_")];
      if (own != null) this.style.setProperty(name, String(own));
    }
  }
}
