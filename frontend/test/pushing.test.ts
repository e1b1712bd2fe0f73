import { expect, test } from "vitest";
import { pushAside } from "../src/components/layout/pushing.ts";

const lying = (id: number, x: number, y: number, w = 1, h = 1) => ({ id, x, y, w, h });

test("what is put somewhere takes its place, and what lay there goes down", () => {
  const found = pushAside([lying(0, 0, 0, 2), lying(1, 2, 0, 2), lying(2, 2, 1)], lying(0, 1, 0, 2));
  expect(found).toEqual([lying(0, 1, 0, 2), lying(1, 2, 1, 2), lying(2, 2, 2)]);
});

test("what is not in the way stays", () => {
  const all = [lying(0, 0, 0), lying(1, 1, 0), lying(2, 0, 5)];
  expect(pushAside(all, lying(1, 1, 3))).toEqual([all[0], lying(1, 1, 3), all[2]]);
});
