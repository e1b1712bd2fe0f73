/** Numbers and dates as texts, in the formats that apps give: `0,0.00`, `$0,0`, `0.0%`, `0.0a`; `%Y-%m-%d`. */

import { own } from "../../core/names.ts";
const SIZES: [least: number, letter: string][] = [
  [1e12, "t"],
  [1e9, "b"],
  [1e6, "m"],
  [1e3, "k"],
];

/** `0,0.0[00]`: thousands, at least one decimal, at most three. What stands before and after the digits is kept. */
export function formatNumber(value: number, format: string, rounding = "round"): string {
  if (!Number.isFinite(value)) return Number.isNaN(value) ? "NaN" : value > 0 ? "∞" : "-∞";
  const digits = /[0#](?:[0#,]*[0#])?(?:\.[0#[\]]+)?/.exec(format)?.[0] ?? "0";
  const at = format.indexOf(digits);
  let [before, after] = [format.slice(0, at), format.slice(at + digits.length)];
  let scaled = value;
  if (after.includes("%")) scaled *= 100;
  if (/ ?a/.test(after)) {
    const size = SIZES.find(([least]) => Math.abs(value) >= least);
    scaled /= size?.[0] ?? 1;
    after = after.replace("a", size?.[1] ?? "").trimEnd();
  }
  const negative = scaled < 0;
  if (before.includes("(") && negative) after = after.includes(")") ? after : `${after})`;
  else [before, after] = [before.replace("(", ""), after.replace(")", "")];
  const sign = negative && !before.includes("(") ? "-" : before.includes("+") && !negative ? "+" : "";
  return `${sign}${before.replace("+", "")}${plain(Math.abs(scaled), digits, rounding)}${after}`;
}

function plain(value: number, digits: string, rounding: string): string {
  const [whole = "0", decimals = ""] = digits.split(".");
  const least = decimals.replace(/\[.*?\]/g, "").length;
  const most = decimals.replace(/[[\]]/g, "").length;
  const turn = rounding === "floor" || rounding === "rounddown" ? "floor" : rounding === "ceil" || rounding === "roundup" ? "ceil" : "halfExpand";
  const options = {
    minimumFractionDigits: Math.min(least, 20),
    maximumFractionDigits: Math.min(most, 20),
    minimumIntegerDigits: Math.max(1, /^0+/.exec(whole.replaceAll(",", ""))?.[0].length ?? 1),
    useGrouping: whole.includes(","),
    roundingMode: turn,
  };
  // "0,0" has one digit before its comma and one after it: it asks for thousands, not for two digits.
  if (options.useGrouping) options.minimumIntegerDigits = 1;
  return new Intl.NumberFormat("en-US", options as Intl.NumberFormatOptions).format(value);
}

/** As Bokeh's ScientificFormatter: powers of ten beyond the limits. */
export function formatScientific(value: number, precision: number, low: number, high: number): string {
  const power = value === 0 ? 0 : Math.floor(Math.log10(Math.abs(value)));
  return power > high || power < low ? value.toExponential(precision) : value.toFixed(precision);
}

const NAMED: Record<string, string> = {
  ATOM: "%Y-%m-%dT%H:%M:%S+00:00",
  W3C: "%Y-%m-%dT%H:%M:%S+00:00",
  RSS: "%a, %d %b %Y %H:%M:%S +0000",
  COOKIE: "%a, %d %b %Y",
  "ISO-8601": "%Y-%m-%dT%H:%M:%S",
  TIMESTAMP: "%s",
};

/** ms since 1970 by the column's own clock, in the signs of strftime. */
export function formatDate(ms: number, format: string): string {
  const date = new Date(ms);
  if (Number.isNaN(date.getTime())) return String(ms);
  return (own(NAMED, format) ?? format).replace(/%([a-zA-Z%])/g, (sign, letter: string) => own(PARTS, letter)?.(date) ?? sign);
}

const two = (value: number): string => String(value).padStart(2, "0");
const word = (options: Intl.DateTimeFormatOptions) => (date: Date) =>
  new Intl.DateTimeFormat("en-US", { ...options, timeZone: "UTC" }).format(date);
const iso = (date: Date): string => date.toISOString();

const PARTS: Record<string, (date: Date) => string> = {
  Y: (date) => String(date.getUTCFullYear()).padStart(4, "0"),
  y: (date) => two(date.getUTCFullYear() % 100),
  m: (date) => two(date.getUTCMonth() + 1),
  d: (date) => two(date.getUTCDate()),
  e: (date) => String(date.getUTCDate()).padStart(2),
  H: (date) => two(date.getUTCHours()),
  I: (date) => two(date.getUTCHours() % 12 || 12),
  M: (date) => two(date.getUTCMinutes()),
  S: (date) => two(date.getUTCSeconds()),
  f: (date) => String(date.getUTCMilliseconds() * 1000).padStart(6, "0"),
  L: (date) => String(date.getUTCMilliseconds()).padStart(3, "0"),
  p: (date) => (date.getUTCHours() < 12 ? "AM" : "PM"),
  b: word({ month: "short" }),
  B: word({ month: "long" }),
  a: word({ weekday: "short" }),
  A: word({ weekday: "long" }),
  F: (date) => iso(date).slice(0, 10),
  T: (date) => iso(date).slice(11, 19),
  s: (date) => String(Math.floor(date.getTime() / 1000)),
  "%": () => "%",
};
