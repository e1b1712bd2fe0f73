import { describe, expect, it } from "vitest";
import { grow, unpack } from "../src/core/growth.ts";
import type { Table } from "../src/core/messages.ts";

const packed = (...values: number[]) => ({
  i4: btoa(String.fromCharCode(...new Uint8Array(Int32Array.from(values).buffer))),
});
const table = (): Table => ({ first: 10, rows: 3, columns: { a: packed(1, 2, 3), b: ["x", null, "z"] } });

describe("grow", () => {
  it("appends text and items", () => {
    expect(grow("a", "b")).toBe("ab");
    expect(grow(null, "b")).toBe("b");
    expect(grow([1], [2, 3])).toEqual([1, 2, 3]);
  });

  it("adds rows, of which the last stay", () => {
    const grown = grow(table(), { rows: 2, columns: { a: packed(4, 5), b: ["p", "q"] }, keep: 4 }) as Table;
    expect(grown).toMatchObject({ first: 11, rows: 4, columns: { a: [2, 3, 4, 5], b: [null, "z", "p", "q"] } });
  });

  it("keeps no more rows than it may, also of one delta", () => {
    const grown = grow(table(), { rows: 2, columns: { a: packed(4, 5), b: ["p", "q"] }, keep: 1 }) as Table;
    expect(grown).toMatchObject({ first: 14, rows: 1, columns: { a: [5], b: ["q"] } });
  });

  it("sets cells by the numbers of their rows, and passes over rows that are gone", () => {
    const grown = grow(table(), { cells: { a: [packed(9, 10, 12), packed(0, 100, 300), 3] } }) as Table;
    expect(grown.columns["a"]).toEqual([100, 2, 300]);
    const numbered = { ...table(), serials: packed(7, 5, 3) };
    expect((grow(numbered, { cells: { b: [packed(5, 99), ["five", "?"], 2] } }) as Table).columns["b"]).toEqual([
      "x",
      "five",
      "z",
    ]);
  });
});

describe("unpack", () => {
  it("reads lists, integers and floats", () => {
    const floats = btoa(String.fromCharCode(...new Uint8Array(Float64Array.of(1.5, NaN, Infinity).buffer)));
    expect(unpack(["a", null])).toEqual(["a", null]);
    expect(unpack(packed(-1, 2 ** 31 - 1))).toEqual([-1, 2 ** 31 - 1]);
    expect(unpack({ f8: floats })).toEqual([1.5, NaN, Infinity]);
  });
});
