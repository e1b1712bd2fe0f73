/** Plots on a dark page: where a figure keeps Bokeh's own colours, it takes ones that can be read there. */

import type { Theme } from "../../core/theme.ts";
import type { BokehDoc, Model } from "./bokehjs.ts";

type Colours = Record<string, unknown>;

const TEXT = "#c8ccd4";
const LINE = "#5b616e";

/** A plot lies on the page, so it takes the page's own background. */
function plotColours(): Colours {
  const page = getComputedStyle(document.documentElement).backgroundColor;
  return { background_fill_color: page, border_fill_color: page, outline_line_color: LINE };
}

const AXIS: Colours = {
  axis_line_color: LINE,
  major_tick_line_color: LINE,
  minor_tick_line_color: LINE,
  major_label_text_color: TEXT,
  axis_label_text_color: TEXT,
};
const BOX: Colours = {
  background_fill_color: "#1b1d26",
  background_fill_alpha: 0.8,
  border_line_color: LINE,
  label_text_color: TEXT,
  title_text_color: TEXT,
  major_label_text_color: TEXT,
};
const TITLE: Colours = { text_color: TEXT };
const GRID: Colours = { grid_line_color: LINE, grid_line_alpha: 0.45 };

/** Where a plot keeps what is drawn around its frame. */
const SIDES = ["above", "below", "left", "right", "center", "title"];

export class DarkPlots {
  /** The default values that dark ones stand in for, by model. Kept while light, since a set value counts as set. */
  readonly #defaults = new Map<Model, Colours>();
  #doc: BokehDoc | null = null;

  constructor(private readonly theme: Theme) {
    theme.watch(() => {
      if (this.#doc) this.dress(this.#doc);
    });
  }

  /** Brings the plots of the document in line with the page's theme. */
  dress(doc: BokehDoc): void {
    if (doc !== this.#doc) this.#defaults.clear();
    this.#doc = doc;
    if (!this.theme.dark) return this.#undress();
    for (const model of doc.all_models) {
      if (!isPlot(model) || !this.#mayDress(model)) continue;
      this.#colour(model, plotColours());
      for (const part of parts(model)) this.#colour(part, coloursFor(part));
    }
  }

  /** A figure with a background of its own is left as its author made it. */
  #mayDress(plot: Model): boolean {
    return this.#defaults.has(plot) || keepsDefaults(plot, ["background_fill_color", "border_fill_color"]);
  }

  #colour(model: Model, colours: Colours): void {
    let defaults = this.#defaults.get(model);
    if (!defaults) {
      const untouched = Object.keys(colours).filter((name) => keepsDefaults(model, [name]));
      defaults = Object.fromEntries(untouched.map((name) => [name, model.properties[name]?.get_value()]));
      this.#defaults.set(model, defaults);
    }
    const dark = Object.keys(defaults).map((name) => [name, colours[name]]);
    model.setv(Object.fromEntries(dark), { sync: false });
  }

  #undress(): void {
    for (const [model, defaults] of this.#defaults) model.setv(defaults, { sync: false });
  }
}

function isPlot({ properties }: Model): boolean {
  return "border_fill_color" in properties && "outline_line_color" in properties && "center" in properties;
}

/** Whether the model has these properties and nobody has set them. */
function keepsDefaults({ properties }: Model, names: string[]): boolean {
  return names.every((name) => properties[name] && !properties[name].dirty && !properties[name].is_unset);
}

function parts(plot: Model): Model[] {
  return SIDES.flatMap((side) => plot.properties[side]?.get_value() ?? []).filter(
    (part): part is Model => typeof part === "object" && part !== null && "properties" in part,
  );
}

function coloursFor({ type, properties }: Model): Colours {
  if ("axis_line_color" in properties) return AXIS;
  if ("grid_line_color" in properties) return GRID;
  if (type === "Title") return TITLE;
  return type === "Legend" || type.endsWith("ColorBar") ? BOX : {};
}
