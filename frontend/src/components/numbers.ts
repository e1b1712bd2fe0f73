/** How numbers are written. */

/** A pattern, or one for printf, as Python sends it; null: as the number is. */
export type NumberFormat = string | { printf: string } | null;

const SHORT: readonly [factor: number, sign: string][] = [
  [1e12, "t"],
  [1e9, "b"],
  [1e6, "m"],
  [1e3, "k"],
];

/** How many decimals a number is written with: 2 for 0.25. */
export function decimals(value: number): number {
  const [mantissa = "", exponent = "0"] = String(value).toLowerCase().split("e");
  return Math.max(0, (mantissa.split(".")[1] ?? "").length - Number(exponent));
}

/** A number with as many decimals as those that it is measured by, or as `format` says. */
export function writtenNumber(value: number, format: NumberFormat, ...measures: number[]): string {
  if (format) return typeof format === "string" ? formatted(value, format) : printf(value, format.printf);
  const places = Math.max(...measures.map(decimals));
  return places > 12 ? String(value) : value.toFixed(places);
}

/**
 * A number as a pattern says: "0.00" two decimals, "0.0[00]" up to two more, "0[.]00" none for whole numbers, "0,0"
 * thousands set apart, "0%" in percent, "0.0a" short (1.2k), text before and after as it is; else the number as it is.
 */
export function formatted(value: number, pattern: string): string {
  pattern = pattern.replace(/^[1-9](?=\[?\.)/, "0"); // "1[.]00" is as good as "0[.]00"
  const found = /^([^0#]*?)(0?,?[0#]+)(\[?)(?:\.(\]?)(0*)(?:\[(0+)\])?)?(\s?)(%|a(?![a-z]))?(.*)$/.exec(pattern);
  if (!found || !pattern.includes("0")) return String(value);
  const [, before = "", whole = "", , optional = "", places = "", more = "", space = "", unit = "", after = ""] = found;
  const [factor, sign] = unit === "%" ? [0.01, "%"] : unit ? shortened(value) : [1, ""];
  const amount = value / factor;
  const digits = new Intl.NumberFormat("en", {
    minimumFractionDigits: optional && Number.isInteger(amount) ? 0 : places.length,
    maximumFractionDigits: places.length + more.length,
    useGrouping: whole.includes(","),
  });
  return `${before}${digits.format(amount)}${space}${sign}${after}`;
}

function shortened(value: number): [factor: number, sign: string] {
  return SHORT.find(([factor]) => Math.abs(value) >= factor) ?? [1, ""];
}

/** A number in a text as C's printf writes it: %d %i %f %e %g %s with flags, width and precision; %% is a percent sign. */
export function printf(value: number, text: string): string {
  return text.replace(/%(?:%|([-+ 0]*)(\d*)(?:\.(\d+))?([difegs]))/g, (match, flags, width, precision, kind) => {
    if (match === "%%") return "%";
    const bare = converted(Math.abs(value), kind, precision === undefined ? undefined : Number(precision));
    const sign = value < 0 ? "-" : flags.includes("+") ? "+" : flags.includes(" ") ? " " : "";
    const length = Number(width) || 0;
    if (flags.includes("-")) return (sign + bare).padEnd(length);
    return flags.includes("0") ? sign + bare.padStart(length - sign.length, "0") : (sign + bare).padStart(length);
  });
}

function converted(value: number, kind: string, precision: number | undefined): string {
  if (kind === "d" || kind === "i") return String(Math.trunc(value));
  if (kind === "f") return value.toFixed(precision ?? 6);
  if (kind === "e") return value.toExponential(precision ?? 6).replace(/e([+-])(\d)$/, "e$10$2");
  if (kind === "g") return String(Number(value.toPrecision(Math.max(1, precision ?? 6))));
  return String(value);
}
