import { describe, expect, it } from "vitest";
import { formatted } from "../src/components/numbers.ts";

describe("a number as a pattern says", () => {
  it.each([
    [1.57, "1[.]00", "1.57"],
    [2, "1[.]00", "2"],
    [1.57, "0[.]0", "1.6"],
    [1234.5, "0,0.00", "1,234.50"],
    [0.256, "0%", "26%"],
    [1234, "0.0a", "1.2k"],
    [3, "about 0 m", "about 3 m"],
  ])("%f by %s is %s", (value, pattern, text) => {
    expect(formatted(value, pattern)).toBe(text);
  });
});
