/** What plotly.js tells about points, as JSON has it. */

const KEPT = [
  "curveNumber", "pointNumber", "pointIndex", "pointNumbers", "pointIndices", "x", "y", "z", "lat", "lon", "location",
  "text", "label", "value", "r", "theta", "a", "b", "c", "i", "j", "k", "id", "hovertext", "customdata", "percent",
  "color", "parent", "root", "entry", "currentPath", "percentParent", "percentRoot", "percentEntry", "marker.size",
  "marker.color", "open", "high", "low", "close", "binNumber",
];

/** The points of an event, and the outline of what was chosen. */
export function pointsOf(event: unknown): Record<string, unknown> {
  const { points, range, lassoPoints, selections } = event as Record<string, unknown>;
  const found: Record<string, unknown> = { points: ((points ?? []) as Record<string, unknown>[]).map(pointOf) };
  if (range) found.range = plain(range);
  if (lassoPoints) found.lassoPoints = plain(lassoPoints);
  if (selections) found.selections = plain(selections);
  return found;
}

function pointOf(point: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(KEPT.filter((name) => point[name] !== undefined).map((name) => [name, plain(point[name])]));
}

/** A value without what JSON does not have: typed arrays are arrays, what is no data is left out. */
export function plain(value: unknown, depth = 8): unknown {
  if (value === null || ["string", "boolean"].includes(typeof value)) return value;
  if (typeof value === "number") return Number.isFinite(value) ? value : null;
  if (value instanceof Date) return value.getTime();
  if (depth === 0 || value instanceof Node || value === window) return null;
  if (Array.isArray(value) || ArrayBuffer.isView(value)) {
    return Array.from(value as ArrayLike<unknown>, (each) => plain(each, depth - 1));
  }
  if (typeof value !== "object") return null;
  const entries = Object.entries(value).filter(([name, each]) => !name.startsWith("_") && typeof each !== "function");
  return Object.fromEntries(entries.map(([name, each]) => [name, plain(each, depth - 1)]));
}
