/** What a component's element may ask of the page. */

import type { Diagnostics } from "./diagnostics.ts";
import type { BokehDocument, BokehPatch, Buffers, ComponentId, Props } from "./messages.ts";
import type { Status } from "./status.ts";
import type { Theme } from "./theme.ts";

export interface Context {
  /** Makes these components the children of `parent`, in that order. */
  arrange(parent: Element, ids: readonly ComponentId[]): void;
  /** The visitor changed these properties. `continuous`: one of a stream, of which only the latest counts. */
  edit(id: ComponentId, props: Props, continuous?: boolean): void;
  event(id: ComponentId, name: string, data?: Props): void;
  bokeh(): Promise<BokehPart>;
  /** What shows formulas. */
  formulas(): Promise<Formulas>;
  /** Below this address are the files that the page's components hold. */
  readonly files: string;
  /** Below this address is the code that components of the app's own bring. */
  readonly modules: string;
  readonly diagnostics: Diagnostics;
  readonly theme: Theme;
  readonly status: Pick<Status, "lost">;
}

/** What of it comes with the session. */
export type Rest = Pick<Context, "edit" | "event" | "bokeh" | "formulas" | "status">;

/** What shows formulas in markup. */
export interface Formulas {
  /** Shows the text of `element` as a formula. */
  showFormula(element: HTMLElement): void;
  /** Shows the formulas that stand between delimiters in `root`. `whole`: without any, all of it is one. */
  showIn(root: HTMLElement, whole: boolean): void;
}

/** What core needs of the Bokeh chunk. */
export interface BokehPart {
  /** Takes the Bokeh part of a frame; parts are applied in the order of these calls. */
  receive(parts: BokehParts): void;
  /** Shows a root model in `element` as soon as it is there; returns what removes it. */
  show(element: HTMLElement, model: string): () => void;
  /** The model with that id, or null where the page's document has none. */
  model(id: string): BokehModel | null;
  /** Calls back whenever a part of a frame was applied. */
  watch(callback: () => void): void;
}

/** A Bokeh model, as far as links use it. */
export interface BokehModel {
  properties: Record<string, { change?: { connect(react: () => void): unknown } }>;
  [name: string]: unknown;
}

export interface BokehParts {
  document?: BokehDocument;
  patch?: BokehPatch;
  buffers: Buffers;
}

/** What the Bokeh chunk needs of core. */
export interface BokehPort {
  /** Sends changes made in the browser. */
  send(patch: { events: unknown[] }, buffers: Buffers): void;
  readonly diagnostics: Diagnostics;
  readonly theme: Theme;
}
