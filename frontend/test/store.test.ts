import { describe, expect, test } from "vitest";
import type { Frame } from "../src/core/messages.ts";
import { Schema } from "../src/core/schema.ts";
import { Store } from "../src/core/store.ts";

const schema = new Schema({
  base: { visible: true },
  types: {
    Box: { children: ["objects"], defaults: { objects: [] } },
    Field: { children: [], defaults: { value: 0, label: "" } },
  },
});
const none = (): boolean => false;
const all = (): boolean => true;

function frame(rev: number, content: Partial<Frame> = {}): Frame {
  return { t: "frame", rev, ack: 0, ...content };
}

function storeWithField(): Store {
  const store = new Store(schema);
  store.apply(
    frame(1, {
      add: [
        [1, "Field", { label: "n" }],
        [2, "Box", { objects: [1] }],
      ],
      roots: [[2, "main"]],
    }),
    none,
  );
  return store;
}

describe("a frame", () => {
  test("gives a new component its type's defaults", () => {
    expect(storeWithField().get(1)?.props).toEqual({ visible: true, value: 0, label: "n" });
  });

  test("says what it changed", () => {
    const changes = storeWithField().apply(frame(2, { set: [[1, { value: 2 }]], append: [[1, "label", "!"]] }), none);
    expect(changes.changed).toEqual(new Map([[1, new Set(["value", "label"])]]));
    expect(changes).toMatchObject({ added: [], dropped: [], roots: false });
  });

  test("may drop what it changes", () => {
    const store = storeWithField();
    const changes = store.apply(
      frame(2, {
        set: [
          [2, { objects: [] }],
          [1, { value: 1 }],
        ],
        drop: [1],
      }),
      none,
    );
    expect(changes.dropped).toEqual([1]);
    expect([...changes.changed.keys()]).toEqual([2]);
    expect(store.get(1)).toBeUndefined();
  });

  test("that names an unknown component is an error", () => {
    expect(() => storeWithField().apply(frame(2, { set: [[9, {}]] }), none)).toThrow("component 9");
  });

  test("of an unknown type keeps the component with the common defaults", () => {
    const store = new Store(schema);
    store.apply(frame(1, { add: [[1, "Later", { x: 1 }]] }), none);
    expect(store.get(1)?.props).toEqual({ visible: true, x: 1 });
  });
});

describe("who wins", () => {
  test("an edit under way stands against the server's value", () => {
    const store = storeWithField();
    store.edit(1, { value: 5 });
    store.apply(frame(2, { set: [[1, { value: 3, label: "m" }]] }), (_, name) => name === "value");
    expect(store.get(1)?.props).toMatchObject({ value: 5, label: "m" });
  });

  test("the server's next word after that does not", () => {
    const store = storeWithField();
    store.edit(1, { value: 5 });
    store.apply(frame(2, { set: [[1, { value: 3 }]] }), none);
    expect(store.get(1)?.props["value"]).toBe(3);
  });

  test("a refused edit gives way to the server's newest value", () => {
    const store = storeWithField();
    store.edit(1, { value: 5 });
    store.apply(frame(2, { set: [[1, { value: 3 }]] }), all);
    expect(store.revert(1, ["value"], none)).toEqual(["value"]);
    expect(store.get(1)?.props["value"]).toBe(3);
  });

  test("a refused edit gives way to the edit before it, once that took effect", () => {
    const store = storeWithField();
    store.edit(1, { value: 5 });
    store.edit(1, { value: 6 });
    store.confirm(1, { value: 5 }, all);
    store.revert(1, ["value"], none);
    expect(store.get(1)?.props["value"]).toBe(5);
  });

  test("a refused edit leaves a newer one alone", () => {
    const store = storeWithField();
    store.edit(1, { value: 5 });
    store.edit(1, { value: 6 });
    expect(store.revert(1, ["value"], all)).toEqual([]);
    expect(store.get(1)?.props["value"]).toBe(6);
  });
});

test("defaults are never changed by an edit", () => {
  const store = storeWithField();
  store.edit(1, { value: 5 });
  store.apply(frame(2, { add: [[3, "Field", {}]] }), none);
  expect(store.get(3)?.props["value"]).toBe(0);
});

describe("a frame that tells everything again", () => {
  test("renews what is there, for whoever shows it, and adds nothing twice", () => {
    const again = new Store(new Schema());
    const first = { t: "frame", rev: 1, ack: 0, add: [[1, "IntSlider", { value: 3, links: [] }]], roots: [[1, "main"]] };
    again.apply(first as Frame, () => false);
    const component = again.get(1);
    const second = { t: "frame", rev: 2, ack: 0, add: [[1, "IntSlider", { value: 5 }]] };
    const changes = again.apply(second as Frame, () => false);
    expect(changes.added).toEqual([]);
    expect(again.get(1)).toBe(component);
    expect(component?.props["value"]).toBe(5);
    expect(component?.props).not.toHaveProperty("links");
    expect([...(changes.changed.get(1) ?? [])]).toEqual(expect.arrayContaining(["value", "links"]));
  });

  test("passes over what came and went unseen", () => {
    const again = new Store(new Schema());
    expect(again.apply({ t: "frame", rev: 1, ack: 0, drop: [7] }, () => false).dropped).toEqual([]);
  });
});
