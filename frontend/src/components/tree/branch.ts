/** A value of JSON as elements: what holds others can be opened and closed. */

import { Digits, type Value } from "./parse.ts";

/** How many entries are made at once; a button brings more. */
const PAGE = 100;
const PREVIEWED = 5;

/** `key`: the value's name in what holds it, if any. `depth`: how many levels are open. */
export function branch(key: string | null, value: Value, depth: number): HTMLElement {
  const holds = typeof value === "object" && value !== null && !(value instanceof Digits);
  return holds ? holder(key, value, depth) : leaf(key, value);
}

function leaf(key: string | null, value: Value): HTMLElement {
  const line = element("div", "lanai-json-leaf");
  if (key !== null) line.append(named(key));
  line.append(element("span", `lanai-json-${kindOf(value)}`, written(value)));
  return line;
}

function holder(key: string | null, value: Value[] | { [key: string]: Value }, depth: number): HTMLElement {
  const entries = Object.entries(value);
  const details = document.createElement("details");
  const summary = document.createElement("summary");
  if (key !== null) summary.append(named(key));
  summary.append(element("span", "lanai-json-size", sizeOf(value, entries.length)));
  if (entries.length > 0) summary.append(element("span", "lanai-json-preview", preview(value)));
  details.append(summary);
  const fill = (): void => more(details, entries, depth - 1);
  if (depth > 0) {
    details.open = true;
    fill();
  } else {
    details.addEventListener("toggle", fill, { once: true });
  }
  return details;
}

function more(details: HTMLElement, entries: [string, Value][], depth: number): void {
  const [now, later] = [entries.slice(0, PAGE), entries.slice(PAGE)];
  details.append(...now.map(([key, value]) => branch(key, value, depth)));
  if (later.length === 0) return;
  const button = document.createElement("button");
  button.type = "button";
  button.textContent = `${later.length} more`;
  button.addEventListener("click", () => {
    button.remove();
    more(details, later, depth);
  });
  details.append(button);
}

function preview(value: Value[] | { [key: string]: Value }): string {
  const [open, close] = Array.isArray(value) ? "[]" : "{}";
  const entries = Object.entries(value);
  const words = entries
    .slice(0, PREVIEWED)
    .map(([key, each]) => (Array.isArray(value) ? short(each) : `${key}: ${short(each)}`));
  return `${open}${words.join(", ")}${entries.length > PREVIEWED ? ", …" : ""}${close}`;
}

function short(value: Value): string {
  if (Array.isArray(value)) return "[…]";
  const text = typeof value === "object" && value !== null && !(value instanceof Digits) ? "{…}" : written(value);
  return text.length > 40 ? `${text.slice(0, 39)}…` : text;
}

function sizeOf(value: Value[] | { [key: string]: Value }, count: number): string {
  return Array.isArray(value) ? `[${count}]` : `{${count}}`;
}

function written(value: Value): string {
  return value instanceof Digits ? value.text : JSON.stringify(value);
}

function kindOf(value: Value): string {
  return value instanceof Digits ? "number" : value === null ? "null" : typeof value;
}

function named(key: string): HTMLElement {
  return element("span", "lanai-json-key", key);
}

function element(tag: string, name: string, text = ""): HTMLElement {
  const made = document.createElement(tag);
  made.className = name;
  made.textContent = text;
  return made;
}
