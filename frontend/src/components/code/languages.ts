/** Programming languages by name and by the endings of files; each loads when it is first used. */

import { own } from "../../core/names.ts";
import { again } from "../../core/again.ts";
import { StreamLanguage, type StreamParser } from "@codemirror/language";
import type { Extension } from "@codemirror/state";

type Load = () => Promise<Extension>;

const legacy = (load: () => Promise<StreamParser<unknown>>): Load => async () => StreamLanguage.define(await load());

const LANGUAGES: Record<string, Load> = {
  python: async () => (await import("@codemirror/lang-python")).python(),
  javascript: async () => (await import("@codemirror/lang-javascript")).javascript({ jsx: true }),
  typescript: async () => (await import("@codemirror/lang-javascript")).javascript({ typescript: true, jsx: true }),
  json: async () => (await import("@codemirror/lang-json")).json(),
  html: async () => (await import("@codemirror/lang-html")).html(),
  css: async () => (await import("@codemirror/lang-css")).css(),
  sql: async () => (await import("@codemirror/lang-sql")).sql(),
  markdown: async () => (await import("@codemirror/lang-markdown")).markdown(),
  yaml: async () => (await import("@codemirror/lang-yaml")).yaml(),
  xml: async () => (await import("@codemirror/lang-xml")).xml(),
  c_cpp: async () => (await import("@codemirror/lang-cpp")).cpp(),
  java: async () => (await import("@codemirror/lang-java")).java(),
  rust: async () => (await import("@codemirror/lang-rust")).rust(),
  r: legacy(async () => (await import("@codemirror/legacy-modes/mode/r")).r),
  julia: legacy(async () => (await import("@codemirror/legacy-modes/mode/julia")).julia),
  sh: legacy(async () => (await import("@codemirror/legacy-modes/mode/shell")).shell),
  toml: legacy(async () => (await import("@codemirror/legacy-modes/mode/toml")).toml),
  ini: legacy(async () => (await import("@codemirror/legacy-modes/mode/properties")).properties),
  dockerfile: legacy(async () => (await import("@codemirror/legacy-modes/mode/dockerfile")).dockerFile),
  lua: legacy(async () => (await import("@codemirror/legacy-modes/mode/lua")).lua),
  ruby: legacy(async () => (await import("@codemirror/legacy-modes/mode/ruby")).ruby),
  perl: legacy(async () => (await import("@codemirror/legacy-modes/mode/perl")).perl),
  powershell: legacy(async () => (await import("@codemirror/legacy-modes/mode/powershell")).powerShell),
  golang: legacy(async () => (await import("@codemirror/legacy-modes/mode/go")).go),
  diff: legacy(async () => (await import("@codemirror/legacy-modes/mode/diff")).diff),
  latex: legacy(async () => (await import("@codemirror/legacy-modes/mode/stex")).stex),
  csharp: legacy(async () => (await import("@codemirror/legacy-modes/mode/clike")).csharp),
  scala: legacy(async () => (await import("@codemirror/legacy-modes/mode/clike")).scala),
  kotlin: legacy(async () => (await import("@codemirror/legacy-modes/mode/clike")).kotlin),
  swift: legacy(async () => (await import("@codemirror/legacy-modes/mode/swift")).swift),
  haskell: legacy(async () => (await import("@codemirror/legacy-modes/mode/haskell")).haskell),
};

/** Other names, and the endings of files. */
const ALIASES: Record<string, string> = {
  py: "python", js: "javascript", jsx: "javascript", mjs: "javascript", ts: "typescript", tsx: "typescript",
  htm: "html", md: "markdown", yml: "yaml", svg: "xml", c: "c_cpp", h: "c_cpp", cc: "c_cpp", cpp: "c_cpp", hpp: "c_cpp",
  rs: "rust", jl: "julia", bash: "sh", zsh: "sh", cfg: "ini", properties: "ini", rb: "ruby", pl: "perl", ps1: "powershell",
  go: "golang", patch: "diff", tex: "latex", cs: "csharp", kt: "kotlin", hs: "haskell",
}; // prettier-ignore

/** The language of that name or, for plain text, of a file of that name. None where it is not known. */
export async function languageOf(name: string, filename: string): Promise<Extension> {
  const ending = filename.split(".").at(-1)?.toLowerCase() ?? "";
  const wanted = name && name !== "text" ? name.toLowerCase() : ending;
  const known = own(ALIASES, wanted) ?? wanted;
  const load = own(LANGUAGES, known);
  return load ? await again(load) : [];
}
