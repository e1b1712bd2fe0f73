/** Where the others go when one component of a grid is put somewhere: down, out of its way. */

export interface Lying {
  id: number;
  x: number;
  y: number;
  w: number;
  h: number;
}

/** The places of all after `moved` has taken its own; in the order given. */
export function pushAside(all: readonly Lying[], moved: Lying): Lying[] {
  const settled: Lying[] = [moved];
  const others = all.filter(({ id }) => id !== moved.id).toSorted((a, b) => a.y - b.y || a.x - b.x);
  for (const other of others) {
    const place = { ...other };
    for (let hit = meets(settled, place); hit; hit = meets(settled, place)) place.y = hit.y + hit.h;
    settled.push(place);
  }
  return all.map(({ id }) => settled.find((each) => each.id === id) as Lying);
}

function meets(others: readonly Lying[], { x, y, w, h }: Lying): Lying | undefined {
  return others.find((other) => other.x < x + w && x < other.x + other.w && other.y < y + h && y < other.y + other.h);
}
