import { expect, test } from "vitest";
import type { Frame } from "../src/core/messages.ts";
import { stretches } from "../src/core/sizing.ts";
import { Store } from "../src/core/store.ts";

function page(...add: NonNullable<Frame["add"]>): Store {
  const store = new Store();
  store.apply({ t: "frame", rev: 1, ack: 0, add, roots: [[add[0]?.[0] ?? 0, "main"]] }, () => false);
  return store;
}

const wide = { width: true, height: false };
const still = { width: false, height: false };

test("a layout stretches with a child that does", () => {
  const found = stretches(
    page(
      [1, "Column", { objects: [2] }],
      [2, "Row", { objects: [3, 4] }],
      [3, "Str", {}],
      [4, "Str", { sizing_mode: "stretch_width" }],
    ),
  );
  expect(Object.fromEntries(found)).toEqual({ 1: wide, 2: wide, 3: still, 4: wide });
});

test.each([
  ["a width", { width: 200 }, still],
  ["a mode", { sizing_mode: "fixed" }, still],
  ["another mode", { sizing_mode: "stretch_height" }, { width: false, height: true }],
  ["invisibility", { visible: false }, still],
])("%s of its own comes first", (_, props, expected) => {
  const store = page([1, "Column", { objects: [2], ...props }], [2, "Str", { sizing_mode: "stretch_width" }]);
  expect(stretches(store).get(1)).toEqual(expected);
});

test("both directions are counted apart", () => {
  const store = page(
    [1, "Row", { objects: [2, 3] }],
    [2, "Str", { sizing_mode: "stretch_height" }],
    [3, "Str", { sizing_mode: "stretch_width" }],
  );
  expect(stretches(store).get(1)).toEqual({ width: true, height: true });
});
