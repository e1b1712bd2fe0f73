import { html, nothing, svg } from "lit-html";
import { styleMap } from "lit-html/directives/style-map.js";
import { unpack } from "../core/growth.ts";
import type { Table } from "../core/messages.ts";
import { TemplateElement } from "./templated.ts";
import { short } from "./arc.ts";
import { curve, type PlotType, type Points } from "./sparkline.ts";
import type { WidgetProps } from "./widget.ts";

interface TrendProps extends WidgetProps {
  data: Table;
  layout: "column" | "row";
  neg_color: string;
  plot_color: string;
  plot_type: PlotType;
  pos_color: string;
  value: number | "auto" | null;
  value_change: number | "auto" | null;
}

/** A number, how it changed, and a small plot of how it came to be. */
export class Trend extends TemplateElement<TrendProps> {
  protected override template(): unknown {
    const { label, layout } = this.props;
    const points = this.#points();
    return html`<div class="lanai-trend" data-layout=${layout} role="group" aria-label=${label || "Trend"}>
      <div class="lanai-trend-words">
        ${label ? html`<div class="lanai-title">${label}</div>` : nothing}
        <div class="lanai-trend-value"><span>${this.#value(points.y)}</span>${this.#change(points.y)}</div>
      </div>
      ${this.#plot(points)}
    </div>`;
  }

  #points(): Points {
    const { columns } = this.props.data;
    return { x: unpack(columns.x ?? []) as number[], y: unpack(columns.y ?? []) as number[] };
  }

  #value(y: number[]): string {
    const { value } = this.props;
    const shown = value === "auto" ? y.at(-1) : value;
    return shown === undefined || shown === null || Number.isNaN(shown) ? "-" : written(shown);
  }

  #change(y: number[]): unknown {
    const { value_change: given, pos_color: up, neg_color: down } = this.props;
    const change = given === "auto" ? lastChange(y) : given;
    if (change === null || !Number.isFinite(change)) return nothing;
    const percent = new Intl.NumberFormat("en", { style: "percent", maximumFractionDigits: 1 }).format(Math.abs(change));
    const shape = change < 0 ? "M 0 1 H 10 L 5 9 Z" : "M 0 9 H 10 L 5 1 Z";
    const said = change === 0 ? "unchanged" : change < 0 ? "down" : "up";
    return html`<span class="lanai-trend-change">
      ${change === 0
        ? nothing
        : html`<svg viewBox="0 0 10 10" aria-hidden="true"><path d=${shape} fill=${change < 0 ? down : up}></path></svg>`}
      <span class="lanai-unseen">${said}</span> ${percent}
    </span>`;
  }

  #plot(points: Points): unknown {
    const { plot_type: type, plot_color: color } = this.props;
    const { line, fill } = curve(points, type);
    const count = points.y.length;
    return html`<svg
      class="lanai-trend-plot"
      viewBox="0 0 100 100"
      preserveAspectRatio="none"
      role="img"
      data-type=${type}
      data-rows=${count}
      aria-label=${`Plot of ${count} values`}
      style=${styleMap({ color })}
    >
      ${fill ? svg`<path class=${type === "bar" ? "lanai-bars" : "lanai-area"} d=${fill}></path>` : nothing}
      ${line ? svg`<path class="lanai-line" d=${line}></path>` : nothing}
    </svg>`;
  }
}

/** By how much the last number differs from the one before, as a part of that; null where nobody can say. */
function lastChange(y: number[]): number | null {
  const [before, last] = [y.at(-2), y.at(-1)];
  if (before === undefined || last === undefined || before === 0) return null;
  return (last - before) / Math.abs(before);
}

function written(value: number): string {
  const large = Math.abs(value) >= 1e7;
  return new Intl.NumberFormat("en", {
    maximumFractionDigits: 2,
    ...(large && { notation: "compact" as const }),
  }).format(short(value));
}
