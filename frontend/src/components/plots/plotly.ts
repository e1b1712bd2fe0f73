/** A figure of Plotly's. plotly.js comes from the server's installed package, with the first figure. */

import type { CommonProps } from "../common.ts";
import { PlotElement, pageColours } from "./plot.ts";
import { pointsOf, plain } from "./plotlydata.ts";
import { dressed } from "./plotlylook.ts";
import { loadPlotly, type Graph, type Layout, type Plotly as Library } from "./plotlylibrary.ts";

interface PlotlyProps extends CommonProps {
  figure: { data?: unknown[]; layout?: Layout; frames?: unknown[]; config?: Record<string, unknown> } | null;
  config: Record<string, unknown> | null;
  library: string;
  revision: number;
  viewport_update_policy: "mouseup" | "continuous" | "throttle";
  viewport_update_throttle: number;
}

/** Least time in ms between two reports of what is under the pointer. */
const HOVER_PAUSE = 50;

export class Plotly extends PlotElement<PlotlyProps> {
  protected readonly quiet = ["library", "revision", "viewport_update_policy", "viewport_update_throttle"];
  #library: Library | null = null;
  #listening: HTMLElement | null = null;
  #hovering: ReturnType<typeof setTimeout> | null = null;
  #hovered: unknown = null;
  #viewed: ReturnType<typeof setTimeout> | null = null;

  protected get empty(): boolean {
    return this.props.figure === null;
  }

  protected override async draw(place: HTMLElement): Promise<void> {
    const { figure, config, library, revision } = this.props;
    if (!figure) return;
    const url = new URL(`../plotly/${library}/plotly.min.js`, new URL(this.context.modules, location.href));
    this.#library ??= await loadPlotly(url.href);
    const { width, height, ...rest } = figure.layout ?? {};
    place.style.setProperty("--lanai-plot-width", `${width ?? 700}px`);
    place.style.setProperty("--lanai-plot-height", `${height ?? 450}px`);
    const layout = { uirevision: revision, ...rest, autosize: true };
    const dark = this.dark;
    await this.#library.react(place as Graph, {
      data: figure.data ?? [],
      layout: dressed(layout, pageColours(this, dark), dark),
      frames: figure.frames ?? [],
      config: { responsive: false, displaylogo: false, ...figure.config, ...config },
    });
    this.#listen(place as Graph);
  }

  protected override clear(place: HTMLElement): void {
    this.#listening = null;
    this.#library?.purge(place as Graph);
  }

  protected override resize(place: HTMLElement): void {
    if (this.#listening === place) this.#library?.Plots.resize(place as Graph);
  }

  override detach(): void {
    if (this.#hovering) clearTimeout(this.#hovering);
    if (this.#viewed) clearTimeout(this.#viewed);
    super.detach();
  }

  // -- what the visitor does --------------------------------------------------------------------------

  #listen(graph: Graph): void {
    if (this.#listening === graph) return;
    this.#listening = graph;
    graph.on("plotly_click", (event) => this.#tell("click", pointsOf(event)));
    graph.on("plotly_hover", (event) => this.#hover(pointsOf(event)));
    graph.on("plotly_unhover", () => this.#hover(null));
    graph.on("plotly_selected", (event) => this.#tell("selected", event ? pointsOf(event) : null));
    graph.on("plotly_deselect", () => this.#tell("selected", null));
    graph.on("plotly_doubleclick", () => this.#tell("doubleclick", { count: ++this.#doubleClicks }));
    graph.on("plotly_clickannotation", (event) => this.#tell("clickannotation", annotationOf(event)));
    graph.on("plotly_restyle", (event) => this.#tell("restyle", plain(event)));
    graph.on("plotly_relayouting", () => this.#moving(graph));
    graph.on("plotly_relayout", (event) => this.#relayout(graph, event as Record<string, unknown>));
  }

  #doubleClicks = 0;

  #tell(name: string, value: unknown): void {
    this.event(name, { value });
  }

  #hover(points: unknown): void {
    this.#hovered = points;
    this.#hovering ??= setTimeout(() => {
      this.#hovering = null;
      this.#tell("hover", this.#hovered);
    }, HOVER_PAUSE);
  }

  #relayout(graph: Graph, event: Record<string, unknown>): void {
    const own = Object.keys(event).every((name) => ["autosize", "width", "height"].includes(name));
    if (own) return; // the place has another size
    this.#tell("relayout", plain(event));
    if (this.#viewed) clearTimeout(this.#viewed);
    this.#viewed = null;
    this.#view(graph);
  }

  #moving(graph: Graph): void {
    const { viewport_update_policy: policy, viewport_update_throttle: pause } = this.props;
    if (policy === "continuous") this.#view(graph);
    if (policy !== "throttle") return;
    this.#viewed ??= setTimeout(() => {
      this.#viewed = null;
      this.#view(graph);
    }, pause);
  }

  #view(graph: Graph): void {
    const axes = Object.entries(graph._fullLayout).filter(([name]) => /^[xy]axis\d*$/.test(name));
    const ranges = axes.map(([name, axis]) => [`${name}.range`, plain((axis as { range: unknown }).range)]);
    this.#tell("viewport", Object.fromEntries(ranges));
  }
}

function annotationOf(event: unknown): unknown {
  const { index, annotation } = event as { index: number; annotation: unknown };
  return { index, annotation: plain(annotation) };
}
