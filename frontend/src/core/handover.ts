/** Hands the Bokeh parts of frames to the Bokeh chunk, which is loaded when the first one comes. */

import type { BokehPart, BokehParts, BokehPort } from "./context.ts";

export type LoadBokeh = () => Promise<{ open(port: BokehPort): BokehPart }>;

export class Handover {
  #part: Promise<BokehPart> | null = null;
  #open: BokehPart | null = null;

  constructor(
    private readonly load: LoadBokeh,
    private readonly port: BokehPort,
  ) {}

  part(): Promise<BokehPart> {
    this.#part ??= this.load().then((chunk) => (this.#open = chunk.open(this.port)));
    return this.#part;
  }

  /** In the same task once the chunk is there; until then in order of the calls. */
  receive(parts: BokehParts): void {
    if (this.#open) {
      this.#open.receive(parts);
      return;
    }
    this.part().then(
      (part) => part.receive(parts),
      (error: unknown) => this.port.diagnostics.report("network", "bokeh-not-loaded", "plots cannot be shown", error),
    );
  }
}
