/** Where a player goes next. */

export type LoopPolicy = "once" | "loop" | "reflect";
export type Direction = -1 | 0 | 1;

export interface Motion {
  place: number;
  direction: Direction;
}

/** The next place and direction, between `first` and `last` (both included), `step` places on. */
export function advanced(motion: Motion, first: number, last: number, step: number, policy: LoopPolicy): Motion {
  const { place, direction } = motion;
  const next = place + direction * step;
  if (first <= next && next <= last) return { place: next, direction };
  const end = direction > 0 ? last : first;
  if (policy === "once" || last <= first) return { place: end, direction: 0 };
  if (policy === "loop") return { place: direction > 0 ? first : last, direction };
  const back = place - direction * step;
  return { place: Math.min(last, Math.max(first, back)), direction: -direction as Direction };
}
