/** Where the handle of a slider may stand: in steps from the start on, and at the end. */

import { decimals } from "../numbers.ts";

/** What the control counts in, and what that means. */
export interface Grid {
  min: number;
  max: number;
  step: number;
  toValue(place: number): number;
  toPlace(value: number): number;
}

const same = (number: number): number => number;

/** The control knows multiples of its step only: a grid that begins between two of them is counted in steps instead. */
export function gridOf(start: number, end: number, step: number): Grid {
  if (!(end > start)) return { min: 0, max: 1, step: 1, toValue: () => start, toPlace: () => 0 };
  const begins = start / step;
  const aligned = Math.abs(begins - Math.round(begins)) < 1e-9 && !String(step).includes("e");
  return aligned ? { min: start, max: end, step, toValue: same, toPlace: same } : steps(start, end, step);
}

function steps(start: number, end: number, step: number): Grid {
  const max = Math.ceil((end - start) / step - 1e-9);
  const places = Math.min(15, Math.max(decimals(start), decimals(step)));
  return {
    min: 0,
    max,
    step: 1,
    toValue: (place) => (place >= max ? end : Number((start + place * step).toFixed(places))),
    toPlace: (value) => (value >= end ? max : (value - start) / step),
  };
}
