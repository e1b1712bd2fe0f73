/** Steps of the sliders over time, in ms, and how they write what they stand at. */

import { strftime } from "../dates/strftime.ts";
import { type Grid, gridOf } from "./grid.ts";

export interface Timeline {
  start: number | null;
  end: number | null;
  step: number;
  format: string | null;
}

export const SECOND = 1000;
export const DAY = 86_400_000;

const DATE = "%d %b %Y";
const MOMENT = "%d %b %Y %H:%M:%S";

/** Where handles may stand; `unit` is what `step` counts in ms. */
export function timeGrid({ start, end, step }: Readonly<Timeline>, unit: number): Grid {
  return gridOf(start ?? 0, end ?? start ?? 0, step * unit);
}

/** A moment as `format` says; without one a day, or with its time where it steps by less. */
export function writtenTime(milliseconds: number, { format, start, end }: Readonly<Timeline>, unit: number): string {
  if (start === null && end === null) return "–";
  return strftime(milliseconds, format ?? (unit === DAY ? DATE : MOMENT));
}
