/** The parts of BokehJS that Lanai uses, typed as far as it uses them. */

import type { Compiling } from "./modules.ts";

export interface Model {
  readonly id: string;
  readonly type: string;
  properties: Record<string, Property>;
  setv(values: Record<string, unknown>, options: { sync: boolean }): void;
}

export interface Property {
  readonly is_unset: boolean;
  readonly dirty: boolean;
  get_value(): unknown;
}

export interface DocumentEvent {
  sync: boolean;
  events?: DocumentEvent[];
}

export interface BokehDoc {
  readonly all_models: Set<Model>;
  views_manager?: ViewManager;
  get_model_by_id(id: string): Model | null;
  on_change(callback: (event: DocumentEvent) => void, allowBatches: true): void;
  remove_on_change(callback: (event: DocumentEvent) => void): void;
  create_json_patch(events: DocumentEvent[]): { events: unknown[] };
  apply_json_patch(patch: { events: unknown[] }, buffers: Map<string, ArrayBuffer>): void;
  clear(options: { sync: boolean }): void;
}

export interface View {
  readonly model: Model;
  build(target: Element): void;
  remove(): void;
}

export interface ViewManager {
  build_view(model: Model): Promise<View>;
  add(view: View): void;
}

interface BokehJS {
  readonly index: ViewManager;
  require(name: "document"): {
    Document: { from_json(json: unknown, events?: unknown, buffers?: Map<string, ArrayBuffer>): BokehDoc };
  };
  require(name: "core/view_manager"): { ViewManager: new (roots: View[], global: ViewManager) => ViewManager };
  require(name: "core/util/types"): { isPlainObject(value: unknown): boolean };
  require(name: "models/callbacks/customjs"): { CustomJS: Compiling };
  require(name: "core/serialization"): { Buffer: new () => { buffer: ArrayBuffer } };
}

/** BokehJS itself. Throws where its script has not been loaded. */
export function bokehJS(): BokehJS {
  const { Bokeh } = globalThis as { Bokeh?: BokehJS };
  if (!Bokeh) throw new Error("expected BokehJS to be loaded before a document is shown");
  return Bokeh;
}
