/** Keyed children: an element that is already in place is not touched, so an input keeps focus and caret. */

type Movable = ParentNode & Node & { moveBefore?: (node: Node, before: Node | null) => void };

/**
 * Makes `wanted` the element children of `parent`, in that order, moving as few as possible.
 * `leave` takes each child that is not wanted; it may stay a while, for another parent to fetch it.
 */
export function reconcile(
  parent: Element,
  wanted: readonly Element[],
  leave: (child: Element) => void = (child) => child.remove(),
): void {
  const keep = new Set(wanted);
  for (const child of [...parent.children]) if (!keep.has(child)) leave(child);
  const present = [...parent.children].filter((child) => keep.has(child));
  const place = new Map(present.map((child, index) => [child, index]));
  const still = stationary(wanted, place);
  let before: Element | null = null;
  for (const element of wanted.toReversed()) {
    if (!still.has(element)) put(parent, element, before);
    before = element;
  }
}

/** The children that stay where they are: the one with the focus, and the longest run in order around it. */
function stationary(wanted: readonly Element[], place: Map<Element, number>): Set<Element> {
  const known = wanted.filter((element) => place.has(element));
  const places = known.map((element) => place.get(element) as number);
  const focused = known.findIndex((element) => element.contains(document.activeElement));
  if (focused < 0) return new Set(longestRun(places).map((index) => known[index] as Element));
  const pivot = places[focused] as number;
  const fits = known
    .map((_, index) => index)
    .filter((index) => {
      const at = places[index] as number;
      return index < focused ? at < pivot : index > focused && at > pivot;
    });
  const run = longestRun(fits.map((index) => places[index] as number)).map((index) => fits[index] as number);
  return new Set([...run, focused].map((index) => known[index] as Element));
}

/** Indices of a longest increasing subsequence of `values` (distinct numbers). */
export function longestRun(values: readonly number[]): number[] {
  const tails: number[] = [];
  const previous: number[] = [];
  values.forEach((value, index) => {
    let low = 0;
    let high = tails.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((values[tails[middle] as number] as number) < value) low = middle + 1;
      else high = middle;
    }
    previous[index] = low > 0 ? (tails[low - 1] as number) : -1;
    tails[low] = index;
  });
  const run: number[] = [];
  for (let index = tails.at(-1) ?? -1; index >= 0; index = previous[index] as number) run.push(index);
  return run.toReversed();
}

/** `moveBefore` keeps an element's state (focus, frames, animations) while it moves; both ends must be in the page. */
function put(parent: Element, element: Element, before: Element | null): void {
  const movable = parent as unknown as Movable;
  if (movable.moveBefore && parent.isConnected && element.isConnected) movable.moveBefore(element, before);
  else parent.insertBefore(element, before);
}
