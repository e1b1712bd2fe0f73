/** A chart of Vega or Vega-Lite. Its expressions are interpreted, so that no code is made of text. */

import { own } from "../../core/names.ts";
import { again } from "../../core/again.ts";
import type { Result } from "vega-embed";
import type { CommonProps } from "../common.ts";
import { plain } from "./plotlydata.ts";
import { PlotElement, Refused, pageColours } from "./plot.ts";
import { configFor } from "./vegalook.ts";

type Spec = Record<string, unknown>;

interface VegaProps extends CommonProps {
  chart: Spec | null;
  debounce: number | Record<string, number>;
  selections: Record<string, "interval" | "point">;
  show_actions: boolean;
  theme: string | null;
}

const DEBOUNCE = 20;

export class Vega extends PlotElement<VegaProps> {
  protected readonly quiet = ["debounce"];
  #shown: Result | null = null;
  #timers = new Map<string, ReturnType<typeof setTimeout>>();

  protected get empty(): boolean {
    return this.props.chart === null;
  }

  protected override async draw(place: HTMLElement): Promise<void> {
    const { chart, theme, show_actions: actions } = this.props;
    if (!chart) return;
    const { default: embed, expressionInterpreter, loader } = await again(() => import("./vegalibrary.ts"));
    this.clear();
    const target = document.createElement("div");
    target.style.width = "100%";
    if (this.high) target.style.height = "100%";
    place.replaceChildren(target);
    const failed: string[] = [];
    this.#shown = await embed(target, sized(ownOptions(chart), this.wide, this.high) as never, {
      actions: actions ? { export: true, source: true, compiled: false, editor: false } : false,
      ast: true,
      expr: expressionInterpreter,
      loader: loader((words) => failed.push(words)),
      logLevel: 1,
      renderer: "canvas",
      tooltip: { theme: this.dark ? "dark" : "light" },
      ...(theme && { theme: theme as never }),
      config: configFor(theme, this.dark, pageColours(this, this.dark)) as never,
    });
    showSourceAsText(target, chart);
    target.querySelector("summary")?.setAttribute("aria-label", "Save the chart or see its source");
    if (failed.length > 0) throw new Refused(failed.join("\n"));
    this.#listen(this.#shown);
  }

  protected override clear(): void {
    for (const timer of this.#timers.values()) clearTimeout(timer);
    this.#timers.clear();
    this.#shown?.finalize();
    this.#shown = null;
  }

  protected override resize(): void {
    if (this.wide || this.high) window.dispatchEvent(new Event("resize")); // what Vega's containers listen to
  }

  #listen({ view }: Result): void {
    for (const [name, kind] of Object.entries(this.props.selections)) {
      try {
        view.addSignalListener(name, (_, value) => this.#selected(name, kind, value));
      } catch (error) {
        console.warn(`Vega: there is no selection ${name} to follow.`, error);
      }
    }
  }

  #selected(name: string, kind: "interval" | "point", value: unknown): void {
    const { debounce } = this.props;
    const pause = typeof debounce === "number" ? debounce : (own(debounce, name) ?? DEBOUNCE);
    clearTimeout(this.#timers.get(name));
    const told = kind === "interval" ? plain(value ?? {}) : pointsOf(value);
    this.#timers.set(
      name,
      setTimeout(() => this.event("select", { name, value: told }), pause),
    );
  }
}

/** Options for the page that a specification may bring itself. Others would write markup, or load and run something. */
const OWN = ["actions", "downloadFileName", "formatLocale", "padding", "scaleFactor", "theme", "timeFormatLocale"];

function ownOptions(chart: Spec): Spec {
  const { embedOptions, ...meta } = (chart["usermeta"] ?? {}) as Record<string, unknown>;
  const given = typeof embedOptions === "object" && embedOptions !== null ? Object.entries(embedOptions) : [];
  return given.length === 0
    ? chart
    : { ...chart, usermeta: { ...meta, embedOptions: Object.fromEntries(given.filter(([name]) => OWN.includes(name))) } };
}

/** What shows the source writes it as markup; what shows it here writes text. */
function showSourceAsText(target: HTMLElement, chart: Spec): void {
  for (const link of target.querySelectorAll<HTMLAnchorElement>('.vega-actions a[href="#"]')) {
    const own = link.cloneNode(true) as HTMLAnchorElement;
    own.addEventListener("click", (event) => {
      event.preventDefault();
      const page = window.open("");
      if (!page) return;
      const source = page.document.createElement("pre");
      source.textContent = JSON.stringify(chart, null, 2);
      page.document.body.append(source);
    });
    link.replaceWith(own);
  }
}

/** The points of a selection: their numbers where they are not chosen by fields. */
function pointsOf(value: unknown): unknown {
  const chosen = (value as { vlPoint?: { or?: Record<string, unknown>[] } } | null)?.vlPoint?.or ?? [];
  return chosen.map((point) => ("_vgsid_" in point ? point._vgsid_ : plain(point)));
}

/** The specification, filling its place where the pane has a size; what is made of several charts keeps its own. */
function sized(spec: Spec, wide: boolean, high: boolean): Spec {
  const several = ["concat", "hconcat", "vconcat", "facet", "repeat", "spec", "marks"].some((name) => Object.hasOwn(spec, name));
  if (several || (!wide && !high)) return spec;
  return {
    autosize: { type: "fit", contains: "padding" },
    ...spec,
    ...(wide && { width: "container" }),
    ...(high && { height: "container" }),
  };
}
