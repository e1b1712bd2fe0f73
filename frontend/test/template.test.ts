import { describe, expect, it } from "vitest";
import { stretches } from "../src/core/sizing.ts";
import { Store } from "../src/core/store.ts";
import type { Props } from "../src/core/messages.ts";

/** Whether the component with id 9 stretches in width, in that area and inside these layouts. */
function wide(area: string, type: string, props: Props = {}, layouts: string[] = []): boolean {
  const store = new Store();
  const chain = layouts.map((layout, index) => [
    3 + index,
    layout,
    { objects: [index + 1 < layouts.length ? 4 + index : 9] },
  ]);
  store.apply(
    {
      t: "frame",
      rev: 1,
      ack: 0,
      add: [
        [1, "Template", { objects: [2] }],
        [2, "TemplateArea", { area, objects: [layouts.length ? 3 : 9] }],
        ...chain,
        [9, type, props],
      ] as never,
      roots: [[1, "template"]],
    },
    () => false,
  );
  return stretches(store).get(9)?.width ?? false;
}

describe("what lies in a template's areas", () => {
  it("is as wide as they are", () => {
    expect(wide("main", "TextInput")).toBe(true);
    expect(wide("main", "TextInput", {}, ["Column", "Slot"])).toBe(true);
    expect(wide("sidebar", "Select")).toBe(true);
  });

  it("keeps a width or a way of sizing that the app gives it", () => {
    expect(wide("main", "TextInput", { width: 123 })).toBe(false);
    expect(wide("main", "TextInput", { sizing_mode: "fixed" })).toBe(false);
  });

  it("keeps its own width beside others, and in the header", () => {
    expect(wide("main", "TextInput", {}, ["Row"])).toBe(false);
    expect(wide("header", "TextInput")).toBe(false);
  });

  it("lets buttons be wide in sidebars only", () => {
    expect(wide("main", "Button")).toBe(false);
    expect(wide("sidebar", "Button")).toBe(true);
  });
});
