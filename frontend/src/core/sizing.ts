/** Which components stretch: those that say so, and layouts without a size of their own that hold one that does. */

import type { ComponentId } from "./messages.ts";
import type { Store } from "./store.ts";

export interface Stretch {
  width: boolean;
  height: boolean;
}

const MODES: Record<string, Stretch> = {
  fixed: { width: false, height: false },
  stretch_width: { width: true, height: false },
  stretch_height: { width: false, height: true },
  stretch_both: { width: true, height: true },
  scale_width: { width: true, height: false },
  scale_height: { width: false, height: true },
  scale_both: { width: true, height: true },
};

/** The properties on which the answer depends, besides children. */
export const SIZING_PROPERTIES = ["sizing_mode", "width", "height", "visible"];

/** For every component reachable from the page's roots, whether it stretches. */
export function stretches(store: Store): Map<ComponentId, Stretch> {
  const found = new Map<ComponentId, Stretch>();
  for (const [id] of store.roots) measure(store, id, found);
  return found;
}

function measure(store: Store, id: ComponentId, found: Map<ComponentId, Stretch>): Stretch {
  const known = found.get(id);
  if (known) return known;
  const own = { width: false, height: false };
  found.set(id, own);
  const { sizing_mode: mode, width, height, visible } = store.get(id)?.props ?? {};
  for (const child of store.children(id)) {
    const { width: wide, height: high } = measure(store, child, found);
    own.width ||= wide && width == null && mode == null;
    own.height ||= high && height == null && mode == null;
  }
  Object.assign(own, MODES[String(mode)]);
  if (visible === false) own.width = own.height = false;
  return own;
}
