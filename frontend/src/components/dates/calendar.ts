/** A calendar that opens below a field. */

import "cally";
import { html } from "lit-html";

export interface Days {
  /** The first and the last day, as 2030-12-31. */
  start: string | null;
  end: string | null;
  /** Days that cannot be chosen, and the only ones that can: first and last of each span. */
  disabled: [string, string][] | null;
  enabled: [string, string][] | null;
}

/** Whether a day can be chosen. */
export function allowed(day: string, { start, end, disabled, enabled }: Days): boolean {
  const among = (spans: [string, string][]): boolean => spans.some(([first, last]) => first <= day && day <= last);
  if ((start !== null && day < start) || (end !== null && day > end)) return false;
  return !(disabled && among(disabled)) && (!enabled || among(enabled));
}

/** One month, in which a day or (with `isRange`) the first and the last of several are chosen. */
export function calendar(value: string, isRange: boolean, days: Days, chosen: (value: string) => void): unknown {
  const closed = (date: Date): boolean => !allowed(date.toISOString().slice(0, 10), days);
  const change = (event: Event): void => chosen((event.currentTarget as HTMLInputElement).value);
  const inside = html`<div slot="heading" class="lanai-month">
      <calendar-select-month></calendar-select-month><calendar-select-year></calendar-select-year>
    </div>
    ${arrow("previous", "M15 6l-6 6 6 6")}${arrow("next", "M9 6l6 6-6 6")}
    <calendar-month></calendar-month>`;
  return isRange
    ? html`<calendar-range
        .value=${value}
        .min=${days.start ?? ""}
        .max=${days.end ?? ""}
        .isDateDisallowed=${closed}
        @change=${change}
        >${inside}</calendar-range
      >`
    : html`<calendar-date
        .value=${value}
        .min=${days.start ?? ""}
        .max=${days.end ?? ""}
        .isDateDisallowed=${closed}
        @change=${change}
        >${inside}</calendar-date
      >`;
}

function arrow(slot: string, path: string): unknown {
  const label = slot === "next" ? "Next month" : "Previous month";
  return html`<svg slot=${slot} class="lanai-stroke" viewBox="0 0 24 24" role="img" aria-label=${label}><path d=${path} /></svg>`;
}

/** Puts an open popover below what it belongs to, or above where there is no place. */
export function place(popover: HTMLElement, field: Element): void {
  const { left, top, bottom } = field.getBoundingClientRect();
  const { offsetWidth: width, offsetHeight: height } = popover;
  const below = bottom + 4 + height <= window.innerHeight || top < height + 4;
  popover.style.left = `${Math.max(8, Math.min(left, window.innerWidth - width - 8))}px`;
  popover.style.top = `${Math.max(8, below ? Math.min(bottom + 4, window.innerHeight - height - 8) : top - height - 4)}px`;
}
