/** Arcs of SVG. Angles are in degrees, clockwise from the right, as they are seen. */

export type Bounds = [low: number, high: number];

export function pointAt(x: number, y: number, radius: number, angle: number): [x: number, y: number] {
  const turn = (angle * Math.PI) / 180;
  return [x + radius * Math.cos(turn), y + radius * Math.sin(turn)];
}

/** The path of an arc around (x, y); a full circle in two halves. */
export function arc(x: number, y: number, radius: number, from: number, to: number): string {
  if (to - from >= 360) return `${arc(x, y, radius, from, from + 180)} ${arc(x, y, radius, from + 180, from + 359.99)}`;
  const start = pointAt(x, y, radius, from).map(short);
  const end = pointAt(x, y, radius, to).map(short);
  return `M ${start} A ${short(radius)} ${short(radius)} 0 ${to - from > 180 ? 1 : 0} 1 ${end}`;
}

/** How far along the bounds a value is, from 0 to 1. */
export function partOf(value: number, [low, high]: Bounds): number {
  return Math.min(1, Math.max(0, (value - low) / (high - low)));
}

export function short(value: number): number {
  return Math.round(value * 100) / 100;
}
