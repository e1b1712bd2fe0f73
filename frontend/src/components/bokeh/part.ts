/** The page's one Bokeh document: applies the frames' Bokeh parts in order, and shows its roots where asked. */

import { writeFunctions } from "../../code/written.ts";
import type { BokehModel, BokehPart, BokehParts, BokehPort } from "../../core/context.ts";
import type { View } from "./bokehjs.ts";
import { DarkPlots } from "./dark.ts";
import { LiveDocument } from "./document.ts";
import { importModules, knowPlainObjects } from "./modules.ts";
import { Loader } from "./loader.ts";

/** A place in the page that shows a root, or waits for it. */
interface Showing {
  element: HTMLElement;
  model: string;
  view: View | null;
  building: boolean;
}

export class BokehPage implements BokehPart {
  readonly #loader = new Loader();
  readonly #showings = new Set<Showing>();
  readonly #waiting: BokehParts[] = [];
  readonly #watchers: (() => void)[] = [];
  readonly #dark: DarkPlots;
  #loading = false;
  #live: LiveDocument | null = null;

  constructor(private readonly port: BokehPort) {
    this.#dark = new DarkPlots(port.theme);
    writeFunctions(); // before BokehJS, which keeps the constructors that it finds
  }

  receive(parts: BokehParts): void {
    this.#waiting.push(parts);
    this.#proceed();
  }

  show(element: HTMLElement, model: string): () => void {
    const showing: Showing = { element, model, view: null, building: false };
    this.#showings.add(showing);
    void this.#build(showing);
    return () => {
      this.#showings.delete(showing);
      remove(showing);
    };
  }

  model(id: string): BokehModel | null {
    return (this.#live?.doc.get_model_by_id(id) ?? null) as BokehModel | null;
  }

  watch(callback: () => void): void {
    this.#watchers.push(callback);
  }

  /** Applies what waits, as long as the scripts it needs are there. */
  #proceed(): void {
    while (!this.#loading) {
      const parts = this.#waiting[0];
      if (!parts) return;
      const loading = this.#loader.load([...(parts.document?.urls ?? []), ...(parts.patch?.urls ?? [])]);
      if (loading) void this.#resumeAfter(loading);
      else this.#apply(this.#waiting.shift() as BokehParts);
    }
  }

  async #resumeAfter(loading: Promise<void>): Promise<void> {
    this.#loading = true;
    try {
      await loading;
    } catch (error) {
      this.port.diagnostics.report("network", "bokeh-script", "a script of BokehJS did not load", error);
    }
    this.#loading = false;
    this.#proceed();
  }

  #apply({ document, patch, buffers }: BokehParts): void {
    try {
      if (document) this.#replace(document, buffers);
      if (patch) this.#live?.apply(patch, buffers);
      if (this.#live) this.#dark.dress(this.#live.doc);
    } catch (error) {
      this.port.diagnostics.report("protocol", "bokeh-part", "a change of the Bokeh document failed", error);
    }
    for (const showing of this.#showings) void this.#build(showing);
    for (const callback of this.#watchers) callback();
  }

  #replace(document: NonNullable<BokehParts["document"]>, buffers: BokehParts["buffers"]): void {
    for (const showing of this.#showings) remove(showing);
    this.#live?.close();
    importModules();
    knowPlainObjects();
    this.#live = new LiveDocument(document, buffers, (patch, out) => this.port.send(patch, out));
  }

  async #build(showing: Showing): Promise<void> {
    const doc = this.#live?.doc;
    const model = doc?.get_model_by_id(showing.model);
    if (!doc?.views_manager || !model || showing.view || showing.building) return;
    showing.building = true;
    try {
      const view = await doc.views_manager.build_view(model);
      if (this.#showings.has(showing) && this.#live?.doc === doc) place(view, showing);
      else view.remove();
    } catch (error) {
      this.port.diagnostics.report("app", "bokeh-view", `the Bokeh model ${model.type} could not be shown`, error);
    } finally {
      showing.building = false;
    }
  }
}

function place(view: View, showing: Showing): void {
  view.build(showing.element);
  showing.view = view;
}

function remove(showing: Showing): void {
  showing.view?.remove();
  showing.view = null;
}
