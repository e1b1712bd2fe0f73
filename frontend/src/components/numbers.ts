/** How numbers are written. */

/** How many decimals a number is written with: 2 for 0.25. */
export function decimals(value: number): number {
  const [mantissa = "", exponent = "0"] = String(value).toLowerCase().split("e");
  return Math.max(0, (mantissa.split(".")[1] ?? "").length - Number(exponent));
}

/** A number as a pattern says: "0.00" two decimals, "0,0" thousands set apart, "0%" in percent, else as it is. */
export function formatted(value: number, pattern: string): string {
  const found = /^(\D*?)(0?,?[0#]*)(?:\.(0*))?(%?)(\D*)$/.exec(pattern);
  if (!found || !pattern.includes("0")) return String(value);
  const [, before = "", whole = "", places = "", percent = "", after = ""] = found;
  const digits = new Intl.NumberFormat("en", {
    minimumFractionDigits: places.length,
    maximumFractionDigits: places.length,
    useGrouping: whole.includes(","),
  });
  return before + digits.format(percent ? value * 100 : value) + percent + after;
}
