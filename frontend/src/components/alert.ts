import { own } from "../core/names.ts";
import { Markdown } from "./markdown.ts";

const ICONS: Record<string, string> = { danger: "!", warning: "!", success: "✓", info: "i", primary: "i" };

/** A message in a coloured box, with a sign beside it for those who do not see colours. */
export class Alert extends Markdown {
  protected override update(names: ReadonlySet<string> | null): void {
    const kind = (this.props as unknown as { alert_type: string }).alert_type;
    this.dataset["kind"] = kind;
    this.setAttribute("role", kind === "danger" || kind === "warning" ? "alert" : "note");
    if (own(ICONS, kind)) this.dataset["sign"] = own(ICONS, kind);
    else delete this.dataset["sign"];
    super.update(names);
  }
}
