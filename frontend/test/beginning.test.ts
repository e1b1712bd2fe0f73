/** A page before the rest of its code has come. */

import { beforeEach, expect, test, vi } from "vitest";
import { placeholder } from "../src/components/index.ts";
import { Beginning } from "../src/core/beginning.ts";
import type { Rest } from "../src/core/context.ts";
import type { Frame, PageState } from "../src/core/messages.ts";
import type { Source } from "../src/core/registry.ts";
import { sources } from "../src/early/sources.ts";
import { stills } from "../src/early/stills.ts";
import types from "../src/early/types.json" with { type: "json" };

let root: HTMLElement;
let rest: Rest;
const arrived: string[] = [];

class Late extends (sources["Str"] as { now: new () => HTMLElement }).now {}
const later: Record<string, Source> = { Button: { load: () => Promise.resolve(Late as never) } };

function begin(add: NonNullable<Frame["add"]>): Beginning {
  const frame: Frame = { t: "frame", rev: 1, ack: 0, add, roots: [[add[0]?.[0] ?? 0, "main"]] };
  const page: PageState = { v: 1, ws: "/ws", token: "t", theme: "light", dev: false, keepAlive: 0, frame };
  return new Beginning(page, root, { sources, stills });
}

const text = (): string => (root.textContent ?? "").replace(/\s+/g, " ").trim();

beforeEach(() => {
  document.body.innerHTML = '<div id="lanai-root"></div>';
  root = document.body.firstElementChild as HTMLElement;
  arrived.length = 0;
  rest = {
    edit: (id, props) => void arrived.push(`${id} ${JSON.stringify(props)}`),
    event: (id, name) => void arrived.push(`${id} ${name}`),
    bokeh: () => Promise.reject(new Error("none")),
    formulas: () => Promise.reject(new Error("none")),
    status: { lost: "" },
  };
});

test("the types that the server is told of are those that can be shown", () => {
  expect([...Object.keys(sources), ...Object.keys(stills)].sort()).toEqual([...types].sort());
});

// First, since an element is defined for all tests that follow.
test("what cannot be drawn without its code is waited for", async () => {
  const beginning = begin([
    [1, "Column", { objects: [2, 3] }],
    [2, "Button", { label: "Go", icon: "alarm" }],
    [3, "Str", { text: "hello" }],
  ]);
  expect([beginning.mount.started, text()]).toEqual([false, ""]);
});

test("texts are there at once, and a button as what takes its room", async () => {
  const beginning = begin([
    [1, "Column", { objects: [2, 3] }],
    [2, "Button", { label: "Go", button_type: "primary", width: 90 }],
    [3, "StaticText", { text: "hello" }],
  ]);
  expect(beginning.mount.started).toBe(true);
  expect(text()).toBe("Gohello");
  const still = root.querySelector<HTMLElement>(".lanai-still");
  expect(still?.dataset).toMatchObject({ still: "button", variant: "brand", appearance: "accent" });
  const button = root.querySelector<HTMLElement>('[data-lanai="2"]');
  expect(button?.style.width).toBe("90px");

  const shown = vi.fn();
  void beginning.shown.then(shown);
  await Promise.resolve();
  expect(shown).not.toHaveBeenCalled();
  beginning.complete({ types: {}, sources: later, placeholder, context: rest });
  await beginning.shown;
  expect(root.querySelector(".lanai-still")).toBe(null);
  expect(root.querySelector('[data-lanai="2"]')).toBe(button);
  expect(text()).toBe("hello");
});

test("the styles of what is not known at the start come with its code", async () => {
  const asked: string[] = [];
  const beginning = begin([[1, "Row", {}]]);
  beginning.styles = { first: Promise.resolve(), more: async () => void asked.push("more") };
  const others = { ...later, Other: { load: () => Promise.resolve(class extends Late {} as never) } };
  const listed = { Other: { children: [], defaults: { text: "" } } };
  beginning.complete({ types: listed, sources: others, placeholder, context: rest });
  await beginning.shown;
  const { store, mount } = beginning;
  const frame = (rev: number, id: number, type: string): Frame => ({
    ...{ t: "frame", rev, ack: 0, add: [[id, type, { text: type, label: type }]] },
    set: [[1, { objects: [id] }]],
  });
  mount.show(store.apply(frame(2, 2, "Button"), () => false));
  await expect.poll(() => root.querySelector(".lanai-still")).toBe(null);
  expect(asked).toEqual([]);
  mount.show(store.apply(frame(3, 3, "Other"), () => false));
  await expect.poll(text).toBe("Other");
  expect(asked).toEqual(["more"]);
});
