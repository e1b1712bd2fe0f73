/** The store on the screen, with the components that come with the page. */

import { beforeEach, describe, expect, test, vi } from "vitest";
import { placeholder, sources as later } from "../src/components/index.ts";
import type { Context } from "../src/core/context.ts";
import { Diagnostics } from "../src/core/diagnostics.ts";
import type { Frame } from "../src/core/messages.ts";
import { Mount } from "../src/core/mount.ts";
import { Registry, type Source } from "../src/core/registry.ts";
import { Store } from "../src/core/store.ts";
import { sources as early } from "../src/early/sources.ts";

const sources = { ...later, ...early };

let root: HTMLElement;
let store: Store;
let mount: Mount;
let said: string[];
let rev: number;

function open(add: NonNullable<Frame["add"]>, registered: Record<string, Source> = sources): Promise<void> {
  const context = {
    arrange: (parent, ids) => mount.arrange(parent, ids),
    diagnostics: new Diagnostics((text) => said.push(text)),
  } as Pick<Context, "arrange" | "diagnostics"> as Context;
  const registry = new Registry(registered);
  registry.complete(registered, placeholder);
  mount = new Mount(store, registry, root, context);
  store.apply({ t: "frame", rev: 1, ack: 0, add, roots: [[add[0]?.[0] ?? 0, "main"]] }, () => false);
  return mount.start();
}

function frame(content: Partial<Frame>): void {
  rev += 1;
  mount.show(store.apply({ t: "frame", rev, ack: 0, ...content }, () => false));
}

const text = (): string => (root.textContent ?? "").replace(/\s+/g, " ").trim();
const shown = (id: number): HTMLElement => root.querySelector(`[data-lanai="${id}"]`) as HTMLElement;

beforeEach(() => {
  document.body.innerHTML = '<div id="lanai-root"></div>';
  root = document.body.firstElementChild as HTMLElement;
  store = new Store();
  said = [];
  rev = 1;
});

describe("a page", () => {
  test("shows its roots in their areas", async () => {
    await open([
      [1, "Column", { objects: [2, 3] }],
      [2, "StaticText", { label: "n", text: "<1>" }],
      [3, "Str", { text: "b" }],
    ]);
    expect(text()).toBe("n: <1>b");
    frame({
      add: [[4, "HTML", { html: "<i>head</i>" }]],
      roots: [
        [4, "header"],
        [3, "main"],
      ],
    });
    expect(root.querySelector('[data-area="header"] i')?.textContent).toBe("head");
    expect(root.querySelector("main")?.textContent).toBe("b");
  });

  test("keeps what has no box apart from what is read", async () => {
    await open([[1, "Str", { text: "a" }]]);
    frame({
      add: [[2, "Str", { text: "" }]],
      roots: [
        [2, "page"],
        [1, "main"],
      ],
    });
    const area = root.querySelector('[data-area="page"]');
    expect([area?.tagName, area?.className, area?.children.length]).toEqual(["DIV", "lanai-services", 1]);
    expect(root.querySelector("main")?.textContent?.trim()).toBe("a");
  });

  test("follows what frames change", async () => {
    await open([
      [1, "Row", { objects: [2] }],
      [2, "Str", { text: "a" }],
    ]);
    const element = shown(2);
    frame({ set: [[2, { text: "b", visible: false }]], append: [[2, "text", "c"]] });
    expect([text(), element.hidden]).toEqual(["bc", true]);
    expect(shown(2)).toBe(element);
    frame({ set: [[1, { objects: [] }]], drop: [2] });
    expect(text()).toBe("");
  });

  test("moves a child from one layout to another, element and all, whichever frame order", async () => {
    await open([
      [1, "Row", { objects: [2, 3] }],
      [2, "Column", { objects: [4] }],
      [3, "Column", {}],
      [4, "Str", { text: "x" }],
    ]);
    const element = shown(4);
    const remove = vi.spyOn(element, "remove");
    frame({
      set: [
        [2, { objects: [] }],
        [3, { objects: [4] }],
      ],
    });
    expect([shown(4), element.parentElement]).toEqual([element, shown(3)]);
    frame({
      set: [
        [2, { objects: [4] }],
        [3, { objects: [] }],
      ],
    });
    expect([shown(4), element.parentElement]).toEqual([element, shown(2)]);
    frame({ set: [[1, { objects: [4] }]], drop: [2, 3] });
    expect([shown(4), element.parentElement]).toEqual([element, shown(1)]);
    expect(remove).not.toHaveBeenCalled();
  });

  test("shows a component twice where it stands twice", async () => {
    await open([
      [1, "Row", { objects: [2, 2] }],
      [2, "Str", { text: "x" }],
    ]);
    expect(text()).toBe("xx");
    frame({ set: [[2, { text: "y" }]] });
    expect(text()).toBe("yy");
    frame({ set: [[1, { objects: [2] }]] });
    expect(text()).toBe("y");
  });

  test("shows a component in each of two layouts that hold it", async () => {
    await open([
      [1, "Row", { objects: [2, 3] }],
      [2, "Column", { objects: [4] }],
      [3, "Column", { objects: [4] }],
      [4, "Str", { text: "x" }],
    ]);
    expect([shown(2).textContent?.trim(), shown(3).textContent?.trim()]).toEqual(["x", "x"]);
  });

  test("stretches what asks for it", async () => {
    await open([
      [1, "Row", { objects: [2] }],
      [2, "Str", { sizing_mode: "stretch_width" }],
    ]);
    expect(shown(1).classList.contains("lanai-wide")).toBe(true);
    frame({ set: [[2, { sizing_mode: null }]] });
    expect(shown(1).classList.contains("lanai-wide")).toBe(false);
  });
});

describe("what cannot be shown", () => {
  test("is named in its place, and the rest is shown", async () => {
    await open([
      [1, "Row", { objects: [2, 3] }],
      [2, "Wobbler", {}],
      [3, "Str", { text: "ok" }],
    ]);
    expect(text()).toBe("Cannot show: Wobblerok");
    expect(said).toEqual(["[lanai protocol] unknown-type: this page cannot show a Wobbler"]);
  });

  test("because its code does not load is named too", async () => {
    const missing = { load: () => Promise.reject(new Error("404")) };
    await open([[1, "Row", {}]], { ...sources, Missing: missing });
    frame({ add: [[2, "Missing", {}]], set: [[1, { objects: [2] }]] });
    await expect.poll(text).toBe("Cannot show: Missing");
    expect(said[0]).toContain("code-failed");
  });

  test("because it fails leaves its neighbours alone", async () => {
    await open([
      [1, "Row", { objects: [2, 3] }],
      [2, "Str", { text: "a" }],
      [3, "Str", { text: "b" }],
    ]);
    frame({
      set: [
        [2, { margin: null, styles: null }],
        [3, { text: "c" }],
      ],
    });
    expect(text()).toContain("c");
    expect(said[0]).toContain("component-failed");
  });
});

test("code that comes later finds its element waiting", async () => {
  let arrive: () => void = () => undefined;
  const Str = (sources["Str"] as { now: new () => never }).now;
  class Late extends (Str as unknown as new () => HTMLElement) {}
  const late: Source = { load: () => new Promise((resolve) => (arrive = () => resolve(Late as never))) };
  await open([[1, "Row", {}]], { ...sources, Late: late });
  frame({ add: [[2, "Late", { text: "first" }]], set: [[1, { objects: [2] }]] });
  frame({ set: [[2, { text: "second" }]] });
  const element = shown(2);
  arrive();
  await expect.poll(text).toBe("second");
  expect(shown(2)).toBe(element);
});
