/** Moments as text. They are ms since 1970 by the app's own clock, so no time zone has a say. */

import { own } from "../../core/names.ts";
const LOCALE = "en";

const CODES: Record<string, (date: Date) => string> = {
  Y: (date) => String(date.getUTCFullYear()),
  y: (date) => two(date.getUTCFullYear() % 100),
  m: (date) => two(date.getUTCMonth() + 1),
  d: (date) => two(date.getUTCDate()),
  e: (date) => String(date.getUTCDate()).padStart(2),
  H: (date) => two(date.getUTCHours()),
  I: (date) => two(date.getUTCHours() % 12 || 12),
  M: (date) => two(date.getUTCMinutes()),
  S: (date) => two(date.getUTCSeconds()),
  f: (date) => `${String(date.getUTCMilliseconds()).padStart(3, "0")}000`,
  p: (date) => (date.getUTCHours() < 12 ? "AM" : "PM"),
  b: (date) => named(date, { month: "short" }),
  B: (date) => named(date, { month: "long" }),
  a: (date) => named(date, { weekday: "short" }),
  A: (date) => named(date, { weekday: "long" }),
  j: (date) => String(Math.floor((date.getTime() - Date.UTC(date.getUTCFullYear(), 0)) / 86_400_000) + 1).padStart(3, "0"),
  F: (date) => strftime(date.getTime(), "%Y-%m-%d"),
  T: (date) => strftime(date.getTime(), "%H:%M:%S"),
  "%": () => "%",
};

/** A moment as `pattern` says, in the codes of Python's strftime; "%-d" leaves out leading zeros. */
export function strftime(milliseconds: number, pattern: string): string {
  const date = new Date(milliseconds);
  return pattern.replace(/%(-?)([A-Za-z%])/g, (match, bare, code) => {
    const text = own(CODES, code)?.(date);
    if (text === undefined) return match;
    return bare ? text.replace(/^[0 ]+(?=\d)/, "") : text;
  });
}

function two(number: number): string {
  return String(number).padStart(2, "0");
}

function named(date: Date, part: Intl.DateTimeFormatOptions): string {
  return new Intl.DateTimeFormat(LOCALE, { ...part, timeZone: "UTC" }).format(date);
}
