/** A chart of Apache ECharts. */

import { again } from "../../core/again.ts";
import type { ECharts as Chart } from "echarts";
import type { CommonProps } from "../common.ts";
import { makeHarmless } from "./echartstexts.ts";
import { plain } from "./plotlydata.ts";
import { PlotElement, pageColours } from "./plot.ts";

type Spec = Record<string, unknown>;
type Subscription = [number: number, type: string, query: string | Record<string, unknown> | null];

interface EChartsProps extends CommonProps {
  chart: Spec | null;
  options: Record<string, unknown> | null;
  renderer: "canvas" | "svg";
  subscriptions: Subscription[];
  theme: "default" | "light" | "dark";
}

export class ECharts extends PlotElement<EChartsProps> {
  protected readonly quiet: readonly string[] = [];
  #chart: Chart | null = null;
  /** What the chart was made with: it takes another one to change these. */
  #made = "";
  #keys: string[] = [];
  #heard = new Set<number>();

  protected get empty(): boolean {
    return this.props.chart === null;
  }

  protected override async draw(place: HTMLElement): Promise<void> {
    const { chart: spec, options, renderer, theme } = this.props;
    if (!spec) return;
    const { init } = await again(() => import("echarts"));
    place.style.setProperty("--lanai-plot-width", "600px");
    place.style.setProperty("--lanai-plot-height", "400px");
    const dark = theme === "dark" || (theme === "default" && this.dark);
    const made = `${renderer} ${dark} ${theme}`;
    if (!this.#chart || made !== this.#made) {
      this.clear();
      this.#chart = init(place, dark ? "dark" : null, { renderer });
      this.#made = made;
    }
    const colours = pageColours(this, this.dark);
    const own = theme === "default" ? { backgroundColor: "transparent", textStyle: { fontFamily: colours.font } } : {};
    const gone = this.#keys.some((name) => !Object.hasOwn(spec, name));
    this.#keys = Object.keys(spec);
    const several = this.#keys.filter((name) => ["series", "xAxis", "yAxis"].includes(name));
    const shown = structuredClone(spec);
    makeHarmless(shown);
    this.#chart.setOption(
      { ...own, aria: { enabled: true }, ...shown },
      options ?? (gone ? { notMerge: true } : { replaceMerge: several }),
    );
    this.#listen(this.#chart);
  }

  protected override clear(): void {
    this.#chart?.dispose();
    this.#chart = null;
    this.#heard.clear();
    this.#keys = [];
  }

  protected override resize(): void {
    this.#chart?.resize();
  }

  #listen(chart: Chart): void {
    for (const [number, type, query] of this.props.subscriptions) {
      if (this.#heard.has(number)) continue;
      this.#heard.add(number);
      const tell = (params: unknown): void => this.event("chart", { number, data: dataOf(params) });
      if (query === null) chart.on(type, tell);
      else chart.on(type, query, tell);
    }
  }
}

/** What of an event is data: not the chart's own workings, nor the browser's event. */
function dataOf(params: unknown): Record<string, unknown> {
  const { event: _, $vars: __, encode: ___, ...data } = (params ?? {}) as Record<string, unknown>;
  return plain(data) as Record<string, unknown>;
}
