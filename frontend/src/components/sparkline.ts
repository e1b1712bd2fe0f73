/** A small plot as paths of SVG, in a box of 100 by 100 that is stretched to its place. */

import { short } from "./arc.ts";

export type PlotType = "line" | "step" | "area" | "bar";

export interface Points {
  x: number[];
  y: number[];
}

/** Room above and below, so that lines are not cut. */
const EDGE = 4;

export function curve(points: Points, type: PlotType): { line: string; fill: string } {
  const x = places(points.x);
  const y = heights(points.y, type === "bar" || type === "area");
  if (type === "bar") return { line: "", fill: bars(y) };
  const lines = runs(y).map((run) => path(run, x, y, type === "step"));
  if (type !== "area") return { line: lines.join(" "), fill: "" };
  const fills = runs(y).map(
    (run) => `${path(run, x, y, false)} L ${x[run.at(-1) as number]} 100 L ${x[run[0] as number]} 100 Z`,
  );
  return { line: lines.join(" "), fill: fills.join(" ") };
}

/** Where values lie from left to right. */
function places(x: number[]): number[] {
  const [low, high] = range(x);
  return x.map((value, place) => short(high > low ? (100 * (value - low)) / (high - low) : (100 * place) / Math.max(1, x.length - 1)));
}

/** Where values lie from top to bottom. `grounded`: what is least still shows. */
function heights(y: number[], grounded: boolean): number[] {
  const [low, high] = range(y);
  if (!(high > low)) return y.map((value) => (Number.isFinite(value) ? 50 : Number.NaN));
  const floor = grounded ? low - (high - low) * 0.1 : low;
  return y.map((value) =>
    Number.isFinite(value) ? short(100 - EDGE - ((100 - 2 * EDGE) * (value - floor)) / (high - floor)) : Number.NaN,
  );
}

function range(values: number[]): [low: number, high: number] {
  let [low, high] = [Infinity, -Infinity];
  for (const value of values) {
    if (!Number.isFinite(value)) continue;
    low = Math.min(low, value);
    high = Math.max(high, value);
  }
  return [low, high];
}

/** Places of values that follow each other without a gap. */
function runs(y: number[]): number[][] {
  const found: number[][] = [];
  y.forEach((value, place) => {
    if (Number.isNaN(value)) return;
    if (place > 0 && !Number.isNaN(y[place - 1] as number) && found.length > 0) found.at(-1)?.push(place);
    else found.push([place]);
  });
  return found;
}

function path(run: number[], x: number[], y: number[], stepped: boolean): string {
  return run
    .map((place, index) => {
      if (index === 0) return `M ${x[place]} ${y[place]}`;
      return stepped ? `H ${x[place]} V ${y[place]}` : `L ${x[place]} ${y[place]}`;
    })
    .join(" ");
}

function bars(y: number[]): string {
  const width = 100 / Math.max(1, y.length);
  const gap = width * 0.15;
  return y
    .map((top, place) => (Number.isNaN(top) ? "" : `M ${short(place * width + gap)} 100 V ${top} h ${short(width - 2 * gap)} V 100 Z`))
    .join(" ");
}
