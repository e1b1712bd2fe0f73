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

/** What passes on to its children that they are to be as wide as it is: what lies one below the other. */
const STACKS = new Set(["TemplateArea", "Column", "Param", "WidgetBox", "Card", "Accordion", "Tabs", "Feed", "ChatFeed", "ChatLog", "Slot"]);
/** What keeps its own width unless told otherwise; in a sidebar buttons do not. */
const BUTTONS = new Set(["Button", "Toggle", "FileDownload", "MenuButton"]);
const COMPACT = new Set(["Checkbox", "Switch", "Image", "BooleanStatus", "LoadingSpinner", "HSpacer", "Spacer"]);

type Flow = "main" | "sidebar" | null;

/** Where what `id` holds is to be as wide as there is room: in a template's areas but for its header. */
function flowIn(store: Store, id: ComponentId, from: Flow): Flow {
  const { type = "", props = {} } = store.get(id) ?? {};
  if (type === "TemplateArea") {
    const area = props["area"];
    return area === "header" ? null : area === "sidebar" || area === "right_sidebar" ? "sidebar" : "main";
  }
  return STACKS.has(type) && props["width"] == null ? from : null;
}

function flows(type: string, flow: Flow): boolean {
  return flow !== null && !COMPACT.has(type) && (flow === "sidebar" || !BUTTONS.has(type));
}

function measure(store: Store, id: ComponentId, found: Map<ComponentId, Stretch>, from: Flow = null): Stretch {
  const known = found.get(id);
  if (known) return known;
  const own = { width: false, height: false };
  found.set(id, own);
  const { type = "", props = {} } = store.get(id) ?? {};
  const { sizing_mode: mode, width: given, height, visible } = props;
  // The width that every component of its kind has says nothing of this one, where there is room to fill.
  const width = from !== null && given === store.schema.defaults(type)["width"] ? null : given;
  const flow = flowIn(store, id, from);
  if (flows(type, from) && mode == null && width == null) own.width = true;
  for (const child of store.children(id)) {
    const { width: wide, height: high } = measure(store, child, found, flow);
    own.width ||= wide && width == null && mode == null;
    own.height ||= high && height == null && mode == null;
  }
  Object.assign(own, MODES[String(mode)]);
  if (visible === false) own.width = own.height = false;
  return own;
}
