/** The fields beside a slider, in which its numbers can be typed. */

import { html } from "lit-html";
import { live } from "lit-html/directives/live.js";

export interface Limits {
  /** The numbers that are taken. */
  low: number | null;
  high: number | null;
  /** What the arrow keys add and take away. */
  step: number;
  whole: boolean;
}

/** A field that shows `text` for `number`, and calls `typed` with another number that was entered. */
export function numberField(
  name: string,
  number: number,
  text: string,
  disabled: boolean,
  limits: Limits,
  typed: (number: number) => void,
): unknown {
  const enter = (field: HTMLInputElement, entered: number | null): void => {
    if (entered === null || entered === number) field.value = text;
    else typed(entered);
  };
  const change = (event: Event): void => {
    const field = event.currentTarget as HTMLInputElement;
    if (field.value !== text) enter(field, read(field.value, limits));
  };
  const keydown = (event: KeyboardEvent): void => {
    const way = { ArrowUp: 1, ArrowDown: -1 }[event.key];
    if (event.key === "Enter") change(event);
    if (!way) return;
    event.preventDefault();
    enter(event.currentTarget as HTMLInputElement, stepped(number, way, limits));
  };
  return html`<input
    class="lanai-typed"
    type="text"
    inputmode="decimal"
    autocomplete="off"
    aria-label=${name}
    .value=${live(text)}
    .disabled=${disabled}
    @change=${change}
    @keydown=${keydown}
  />`;
}

/** The number that a text comes to, within the limits; null where it is none. */
export function read(text: string, limits: Limits): number | null {
  const bare = text.replace(/[\s,]/g, "");
  const number = Number(bare);
  return bare === "" || !Number.isFinite(number) ? null : within(number, limits);
}

function stepped(number: number, way: number, limits: Limits): number {
  return within(Number((number + way * limits.step).toPrecision(12)), limits);
}

function within(number: number, { low, high, whole }: Limits): number {
  const rounded = whole ? Math.round(number) : number;
  return Math.min(Math.max(rounded, low ?? -Infinity), high ?? Infinity);
}
