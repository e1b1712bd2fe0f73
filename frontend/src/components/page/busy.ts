import { Service } from "./service.ts";

interface BusyProps {
  value: boolean;
}

/** Marks the page while callbacks of its session run. How that looks is up to the template. */
export class Busy extends Service<BusyProps> {
  protected override begin(): void {
    this.refresh();
  }

  override refresh(): void {
    document.documentElement.toggleAttribute("data-busy", this.props.value);
  }

  override detach(): void {
    document.documentElement.removeAttribute("data-busy");
    super.detach();
  }
}
