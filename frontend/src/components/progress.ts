import "@awesome.me/webawesome/dist/components/progress-bar/progress-bar.js";
import type WaProgressBar from "@awesome.me/webawesome/dist/components/progress-bar/progress-bar.js";
import { html } from "lit-html";
import { withInner } from "./inner.ts";
import { tone, type Tone } from "./tone.ts";
import { Widget, type WidgetProps } from "./widget.ts";

interface ProgressProps extends WidgetProps {
  value: number;
  max: number;
  active: boolean;
  bar_color: Tone;
}

/** A bar that fills; it wanders while nobody knows how far it is, and stands empty where that is not asked for. */
export class Progress extends Widget<ProgressProps> {
  protected override update(): void {
    super.update();
    const { value, max } = this.props;
    void withInner(this.querySelector<WaProgressBar>("wa-progress-bar"), "[role]", (bar) => {
      bar.setAttribute("aria-valuemax", String(max));
      if (value < 0) bar.removeAttribute("aria-valuenow");
      else bar.setAttribute("aria-valuenow", String(Math.min(value, max)));
    });
  }

  protected override template(): unknown {
    const { label, value, max, active, bar_color: color } = this.props;
    const percent = value < 0 ? 0 : max > 0 ? Math.min(100, (100 * value) / max) : 100;
    return html`<wa-progress-bar
      .label=${label}
      .value=${percent}
      .indeterminate=${value < 0 && active}
      style=${`--indicator-color: ${tone(color)}`}
    ></wa-progress-bar>`;
  }
}
