import type { CommonProps } from "./common.ts";
import { ComponentElement } from "./base.ts";
import { showOwnStyles } from "./ownstyles.ts";

interface DataFrameProps extends CommonProps {
  html: string;
  text_align: string | null;
}

/** A table written by the server. Wide ones scroll within their place, also by keyboard. */
export class DataFrame extends ComponentElement<DataFrameProps> {
  protected override update(names: ReadonlySet<string> | null): void {
    if (names === null || names.has("html")) {
      this.innerHTML = this.props.html;
      showOwnStyles(this);
    }
    this.style.setProperty("--lanai-cells", this.props.text_align);
    this.tabIndex = 0;
  }
}
