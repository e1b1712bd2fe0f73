/** How the code editor looks: the page's colours for the field, colours that pass contrast for the code. */

import { HighlightStyle, syntaxHighlighting } from "@codemirror/language";
import type { Extension } from "@codemirror/state";
import { EditorView } from "@codemirror/view";
import { tags as t } from "@lezer/highlight";

interface Colours {
  keyword: string;
  string: string;
  comment: string;
  number: string;
  name: string;
  type: string;
  back: string;
  ink: string;
  gutter: string;
  quiet: string;
  line: string;
  marked: string;
}

const LIGHT: Colours = {
  keyword: "#a626a4", string: "#2f6f22", comment: "#5f6672", number: "#8a4b00", name: "#1f5fbf", type: "#8a5a00",
  back: "#ffffff", ink: "#24292f", gutter: "#f6f7f9", quiet: "#626a75", line: "#0969da0f", marked: "#b6d4fe",
}; // prettier-ignore
const DARK: Colours = {
  keyword: "#d8a0ff", string: "#a5d68a", comment: "#9aa4b2", number: "#f0b374", name: "#7db7ff", type: "#f0d080",
  back: "#16191f", ink: "#e3e7ed", gutter: "#1b1f26", quiet: "#98a2b0", line: "#ffffff0d", marked: "#2b4a75",
}; // prettier-ignore

export function look(dark: boolean): Extension {
  const c = dark ? DARK : LIGHT;
  return [surface(c, dark), syntaxHighlighting(highlights(c))];
}

function surface(c: Colours, dark: boolean): Extension {
  return EditorView.theme(
    {
      "&": { height: "100%", backgroundColor: c.back, color: c.ink, fontSize: "0.9em" },
      "&.cm-focused": { outline: "none" },
      ".cm-scroller": { fontFamily: "var(--wa-font-family-code)", lineHeight: "1.55" },
      ".cm-content": { caretColor: c.ink },
      ".cm-cursor, .cm-dropCursor": { borderLeftColor: c.ink },
      ".cm-gutters": { backgroundColor: c.gutter, color: c.quiet, border: "none" },
      ".cm-activeLine, .cm-activeLineGutter": { backgroundColor: c.line },
      "&.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground, .cm-selectionBackground": {
        backgroundColor: c.marked,
      },
      ".cm-panels": { backgroundColor: c.gutter, color: c.ink },
      ".cm-tooltip": { backgroundColor: c.gutter, color: c.ink, border: `1px solid ${c.quiet}` },
    },
    { dark },
  );
}

function highlights(c: Colours): HighlightStyle {
  return HighlightStyle.define([
    { tag: [t.keyword, t.operatorKeyword, t.modifier, t.controlKeyword], color: c.keyword },
    { tag: [t.string, t.special(t.string), t.regexp], color: c.string },
    { tag: [t.comment, t.meta], color: c.comment, fontStyle: "italic" },
    { tag: [t.number, t.bool, t.null, t.atom], color: c.number },
    { tag: [t.function(t.variableName), t.definition(t.variableName), t.propertyName, t.attributeName], color: c.name },
    { tag: [t.typeName, t.className, t.tagName, t.namespace], color: c.type },
    { tag: t.heading, fontWeight: "bold", color: c.name },
    { tag: t.link, color: c.name, textDecoration: "underline" },
    { tag: t.emphasis, fontStyle: "italic" },
    { tag: t.strong, fontWeight: "bold" },
  ]);
}
