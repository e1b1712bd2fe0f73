/** A Bokeh document that the server owns: its patches in, the browser's own changes out. */

import type { BokehDocument, BokehPatch, Buffers } from "../../core/messages.ts";
import { bokehJS, type BokehDoc, type DocumentEvent } from "./bokehjs.ts";

export type SendPatch = (patch: { events: unknown[] }, buffers: Buffers) => void;

export class LiveDocument {
  readonly doc: BokehDoc;
  /** Changes of this task, sent together at its end. */
  #changes: DocumentEvent[] = [];

  /** BokehJS must be loaded. */
  constructor(
    { json }: BokehDocument,
    buffers: Buffers,
    private readonly send: SendPatch,
  ) {
    const { Document } = bokehJS().require("document");
    const { ViewManager } = bokehJS().require("core/view_manager");
    this.doc = Document.from_json(json, undefined, buffers);
    this.doc.views_manager = new ViewManager([], bokehJS().index);
    this.doc.on_change(this.#changed, true);
  }

  apply(patch: BokehPatch, buffers: Buffers): void {
    this.doc.apply_json_patch({ events: patch.events }, buffers);
  }

  /** No more is sent, and its models are let go. */
  close(): void {
    this.#changes = [];
    this.doc.remove_on_change(this.#changed);
    this.doc.clear({ sync: false });
  }

  /** Bokeh marks what came from the server, and what concerns the browser alone, as not to be synchronised. */
  readonly #changed = (event: DocumentEvent): void => {
    const all = event.events ? (event.sync ? event.events : []) : [event];
    const own = all.filter(({ sync }) => sync);
    if (own.length > 0 && this.#changes.length === 0) queueMicrotask(() => this.#flush());
    this.#changes.push(...own);
  };

  #flush(): void {
    const changes = this.#changes;
    if (changes.length === 0) return;
    this.#changes = [];
    const { patch, buffers } = detachBuffers(this.doc.create_json_patch(changes));
    this.send(patch, buffers);
  }
}

/** Plain JSON in which each binary value is a reference to a buffer, as in Bokeh's own messages. */
function detachBuffers(patch: { events: unknown[] }): { patch: { events: unknown[] }; buffers: Buffers } {
  const { Buffer } = bokehJS().require("core/serialization");
  const buffers: Buffers = new Map();
  const text = JSON.stringify(patch, (_, value: unknown) => {
    if (!(value instanceof Buffer)) return value;
    const id = String(buffers.size);
    buffers.set(id, value.buffer);
    return { id };
  });
  return { patch: JSON.parse(text) as { events: unknown[] }, buffers };
}
