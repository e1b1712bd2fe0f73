import { ComponentElement } from "./base.ts";
import type { CommonProps } from "./common.ts";
import { showDelimited } from "./math/index.ts";

interface HTMLProps extends CommonProps {
  html: string;
  disable_math?: boolean;
}

/** Markup made by the server, shown as it is; where it is asked for, with its formulas. */
export class HTML extends ComponentElement<HTMLProps> {
  protected override update(names: ReadonlySet<string> | null): void {
    if (names !== null && !names.has("html") && !names.has("disable_math")) return;
    this.innerHTML = this.props.html;
    this.finish();
  }

  /** What the markup's parts still need. */
  protected finish(): void {
    if (this.props.disable_math === false) void showDelimited(this, this.context.formulas);
  }
}
