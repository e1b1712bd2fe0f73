/** Laws of the front end's own code, read from its text. */

import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";

const ROOT = join(import.meta.dirname, "../src");
const files = readdirSync(ROOT, { recursive: true, encoding: "utf8" }).filter((name) => name.endsWith(".ts"));

/** The lines of code in which `pattern` stands, without comments and texts. */
function hits(pattern: RegExp, allowed: (file: string, line: string) => boolean = () => false): string[] {
  return files.flatMap((file) =>
    readFileSync(join(ROOT, file), "utf8")
      .split("\n")
      .filter((line) => !/^\s*(\/?\*|\/\/)/.test(line))
      .map((line) => line.replace(/\/\/ .*$/, ""))
      .filter((line) => pattern.test(line.replace(/"(?:[^"\\]|\\.)*"|`[^`$]*\$\{\w+\}[^`]*`/g, '""')) && !allowed(file, line))
      .map((line) => `${file}: ${line.trim()}`),
  );
}

describe("names are names, also those that every object has", () => {
  test("whether an object has a name is asked with Object.hasOwn", () => {
    // A literal on the left tells kinds of objects apart; "in" with an index or of a DOM element is about neither.
    const asked = /(?<!["\w])(?!const |let )[\w.]+ in [a-zA-Z(#]/;
    const allowed = (file: string, line: string): boolean =>
      /for \((const|let) /.test(line) || line.includes("place in cells") || (file.endsWith("esm/model.ts") && line.includes("name in target"));
    expect(hits(asked, allowed)).toEqual([]);
  });

  test("a table of names is read with own()", () => {
    // Those that are keyed by a union of literals cannot be asked for anything else.
    const allowed = (_: string, line: string): boolean => /\b(TYPES|ALIGN|BUTTONS|TONES)\[|typeof [A-Z]+\)\[/.test(line);
    expect(hits(/\b[A-Z][A-Z_]+\[[a-z]/, allowed)).toEqual([]);
  });

  test("what is filled by name is a Map, or dictionary()", () => {
    const allowed = (file: string): boolean => file.endsWith("perspective/config.ts"); // by the names of settings
    expect(hits(/: (Props|Record<string, [\w[\]]+>) = \{\};/, allowed)).toEqual([]);
  });
});

test("code that is loaded by name is asked for again where it does not come", () => {
  // The tables of loaders are asked by the registry, by languageOf and by shapesOf.
  const tables = ["components/index.ts", "components/code/languages.ts"];
  const allowed = (file: string, line: string): boolean =>
    tables.some((name) => file.endsWith(name)) || /again\(\(\) => import\(/.test(line) || line.includes("return import(url)");
  expect(hits(/\bimport\(/, allowed).filter((hit) => !hit.startsWith("components/esm/"))).toEqual([]);
});

test("code in the form of text is made by code/written.ts alone, since no page's policy has 'unsafe-eval'", () => {
  expect(hits(/\bnew Function\b|\bFunction\(|\beval\(/, (file) => file.endsWith("code/written.ts"))).toEqual([]);
});
