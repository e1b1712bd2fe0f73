/** The order of things in the Bokeh chunk, with a BokehJS of our own. */

import { beforeEach, describe, expect, test } from "vitest";
import { open } from "../src/components/bokeh/index.ts";
import type { BokehPart, BokehPort } from "../src/core/context.ts";
import { Diagnostics } from "../src/core/diagnostics.ts";

class FakeBuffer {
  constructor(readonly buffer: ArrayBuffer) {}
}

/** Stands for Bokeh.Document: remembers what it was told, and lets a test change it as a visitor would. */
class FakeDocument {
  readonly heard: unknown[] = [];
  readonly all_models = new Set();
  readonly #listeners = new Set<(event: unknown) => void>();
  views_manager: unknown;

  static from_json(json: unknown): FakeDocument {
    latest = new FakeDocument();
    latest.heard.push(json);
    return latest;
  }

  get_model_by_id(id: string): object | null {
    return JSON.stringify(this.heard).includes(`"${id}"`) ? { id, type: "Figure" } : null;
  }

  on_change(listener: (event: unknown) => void): void {
    this.#listeners.add(listener);
  }

  remove_on_change(listener: (event: unknown) => void): void {
    this.#listeners.delete(listener);
  }

  create_json_patch(events: object[]): object {
    return { events: events.map((event) => ({ ...event, value: new FakeBuffer(new ArrayBuffer(3)) })) };
  }

  apply_json_patch(patch: object): void {
    this.heard.push(patch);
    this.change({ kind: "from the server", sync: false });
  }

  clear(): void {}

  change(event: object): void {
    for (const listener of this.#listeners) listener(event);
  }
}

class FakeViews {
  build_view(model: { id: string }): Promise<object> {
    const element = document.createElement("figure");
    element.textContent = model.id;
    return Promise.resolve({
      model,
      build: (target: Element) => target.append(element),
      remove: () => element.remove(),
    });
  }
}

const MODULES: Record<string, object> = {
  document: { Document: FakeDocument },
  "core/view_manager": { ViewManager: FakeViews },
  "core/serialization": { Buffer: FakeBuffer },
  "core/util/types": {},
  "models/callbacks/customjs": { CustomJS: class {} },
};

let latest: FakeDocument;
let part: BokehPart;
let sent: [patch: object, buffers: Map<string, ArrayBuffer>][];
let said: string[];

const scripts = (): HTMLScriptElement[] => [...document.head.querySelectorAll("script")];
const settled = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 0));
const noBuffers = new Map<string, ArrayBuffer>();

async function arrive(script: HTMLScriptElement | undefined): Promise<void> {
  script?.dispatchEvent(new Event("load"));
  await settled();
}

beforeEach(() => {
  document.head.innerHTML = document.body.innerHTML = "";
  document.head.append = (...nodes: (Node | string)[]) => {
    // Kept from loading: the test says when a script arrives.
    for (const node of nodes) if (node instanceof HTMLScriptElement) node.type = "text/plain";
    Element.prototype.append.apply(document.head, nodes);
  };
  sent = [];
  said = [];
  Object.assign(globalThis, { Bokeh: { index: {}, require: (name: string) => MODULES[name] } });
  const theme = { dark: false, watch: () => () => undefined } as unknown as BokehPort["theme"];
  const diagnostics = new Diagnostics((text) => said.push(text));
  part = open({ send: (patch, buffers) => void sent.push([patch, buffers]), diagnostics, theme });
});

describe("parts", () => {
  test("wait for the scripts, which load one after the other, and keep their order", async () => {
    part.receive({ document: { urls: ["/a.js", "/b.js"], json: "first" }, buffers: noBuffers });
    part.receive({ patch: { events: [1] }, buffers: noBuffers });
    await settled();
    expect(scripts().map(({ src }) => src)).toEqual([expect.stringContaining("/a.js")]);
    await arrive(scripts()[0]);
    expect(scripts()).toHaveLength(2);
    part.receive({ patch: { urls: ["/c.js"], events: [2] }, buffers: noBuffers });
    await arrive(scripts()[1]);
    expect(latest.heard).toEqual(["first", { events: [1] }]);
    await arrive(scripts()[2]);
    expect(latest.heard.at(-1)).toEqual({ events: [2] });
  });

  test("are applied at once when nothing is missing", async () => {
    part.receive({ document: { urls: ["/a.js"], json: "first" }, buffers: noBuffers });
    await settled();
    await arrive(scripts()[0]);
    part.receive({ patch: { urls: ["/a.js"], events: [1] }, buffers: noBuffers });
    expect(latest.heard.at(-1)).toEqual({ events: [1] });
  });

  test("that fail are reported, and the next one is applied", () => {
    part.receive({ document: { urls: [], json: "first" }, buffers: noBuffers });
    const apply = latest.apply_json_patch.bind(latest);
    latest.apply_json_patch = () => {
      latest.apply_json_patch = apply;
      throw new Error("no such model");
    };
    part.receive({ patch: { events: [1] }, buffers: noBuffers });
    part.receive({ patch: { events: [2] }, buffers: noBuffers });
    expect(said[0]).toContain("bokeh-part");
    expect(latest.heard.at(-1)).toEqual({ events: [2] });
  });
});

describe("views", () => {
  test("are shown when their model is there, and removed when asked", async () => {
    const place = document.body.appendChild(document.createElement("div"));
    const hide = part.show(place, "p1");
    part.receive({ document: { urls: [], json: "nothing yet" }, buffers: noBuffers });
    await settled();
    expect(place.textContent).toBe("");
    part.receive({ patch: { events: ["p1"] }, buffers: noBuffers });
    await settled();
    expect(place.textContent).toBe("p1");
    hide();
    expect(place.children).toHaveLength(0);
  });

  test("that are no longer wanted when they are built do not appear", async () => {
    const place = document.body.appendChild(document.createElement("div"));
    part.receive({ document: { urls: [], json: "p1" }, buffers: noBuffers });
    part.show(place, "p1")();
    await settled();
    expect(place.children).toHaveLength(0);
  });

  test("are those of the newest document", async () => {
    const place = document.body.appendChild(document.createElement("div"));
    part.receive({ document: { urls: [], json: "p1" }, buffers: noBuffers });
    part.show(place, "p1");
    await settled();
    part.receive({ document: { urls: [], json: "p1 anew" }, buffers: noBuffers });
    expect(place.children).toHaveLength(0);
  });
});

describe("the browser's own changes", () => {
  beforeEach(() => part.receive({ document: { urls: [], json: "first" }, buffers: noBuffers }));

  test("of one task are sent together, binary values as buffers", async () => {
    latest.change({ kind: "a", sync: true });
    latest.change({
      kind: "batch",
      sync: true,
      events: [
        { kind: "b", sync: true },
        { kind: "c", sync: false },
      ],
    });
    expect(sent).toEqual([]);
    await settled();
    expect(sent).toHaveLength(1);
    expect(sent[0]?.[0]).toEqual({
      events: [
        { kind: "a", sync: true, value: { id: "0" } },
        { kind: "b", sync: true, value: { id: "1" } },
      ],
    });
    expect([...(sent[0]?.[1].keys() ?? [])]).toEqual(["0", "1"]);
  });

  test("do not include what came from the server", async () => {
    part.receive({ patch: { events: [1] }, buffers: noBuffers });
    await settled();
    expect(sent).toEqual([]);
  });

  test("end with the document", async () => {
    const old = latest;
    old.change({ kind: "a", sync: true });
    part.receive({ document: { urls: [], json: "second" }, buffers: noBuffers });
    old.change({ kind: "b", sync: true });
    await settled();
    expect(sent).toEqual([]);
  });
});
