import { ComponentElement } from "./base.ts";
import type { CommonProps } from "./common.ts";

interface HTMLProps extends CommonProps {
  html: string;
}

/** Markup made by the server, shown as it is. */
export class HTML extends ComponentElement<HTMLProps> {
  protected override update(names: ReadonlySet<string> | null): void {
    if (names === null || names.has("html")) this.innerHTML = this.props.html;
  }
}
