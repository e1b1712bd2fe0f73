import { expect, test } from "vitest";
import { applyCommon, declarations, type CommonProps } from "../src/components/common.ts";
import { Schema } from "../src/core/schema.ts";

const DEFAULTS = new Schema().defaults("Column") as unknown as CommonProps;

const styled = (props: Partial<CommonProps>): Record<string, string> =>
  Object.fromEntries(declarations({ ...DEFAULTS, ...props }));

test.each<[Partial<CommonProps>, Record<string, string>]>([
  [{}, { margin: "0px" }],
  [
    { width: 100, height: 50, min_width: 10 },
    { margin: "0px", width: "100px", height: "50px", "min-width": "10px" },
  ],
  [{ margin: [5, 10] }, { margin: "5px 10px" }],
  [{ margin: [1, 2, 3, 4] }, { margin: "1px 2px 3px 4px" }],
  [
    { width: 100, height: 50, sizing_mode: "stretch_width" },
    { margin: "0px", height: "50px" },
  ],
  [{ width: 100, height: 50, sizing_mode: "stretch_both" }, { margin: "0px" }],
  [
    { width: 100, height: 50, sizing_mode: "scale_width" },
    { margin: "0px", "aspect-ratio": "100 / 50" },
  ],
  [{ aspect_ratio: 2 }, { margin: "0px", "aspect-ratio": "2" }],
  [{ align: "center" }, { margin: "0px", "--lanai-h": "center", "--lanai-v": "center" }],
  [{ align: ["start", "end"] }, { margin: "0px", "--lanai-v": "flex-end" }],
])("%j comes to %j", (props, expected) => {
  expect(styled(props)).toEqual(expected);
});

test("styles, classes, visibility and busyness follow, and go again", () => {
  const element = document.createElement("div");
  element.className = "lanai lanai-wide";
  const styles = { backgroundColor: "red", border_radius: "3px", "--own": 1, color: null };
  applyCommon(element, { ...DEFAULTS, styles, css_classes: ["mine"], visible: false, loading: true });
  expect(element.style.getPropertyValue("background-color")).toBe("red");
  expect(element.style.getPropertyValue("border-radius")).toBe("3px");
  expect(element.style.getPropertyValue("--own")).toBe("1");
  expect(element.className).toBe("lanai lanai-wide mine");
  expect([element.hidden, element.getAttribute("aria-busy")]).toEqual([true, "true"]);
  applyCommon(element, DEFAULTS);
  expect(element.style.getPropertyValue("background-color")).toBe("");
  expect(element.className).toBe("lanai lanai-wide");
  expect([element.hidden, element.hasAttribute("aria-busy")]).toEqual([false, false]);
});
