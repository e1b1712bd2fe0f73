/** What links read and write: components by the names of their properties, Bokeh models by paths. */

import { own } from "../core/names.ts";
import type { BokehModel, BokehPart } from "../core/context.ts";
import { LINKS, type LinksPort } from "../core/links.ts";
import type { ComponentId } from "../core/messages.ts";
import type { End } from "./definition.ts";

/** An end of a link that is on the page. */
export interface Place {
  read(name: string): unknown;
  write(name: string, value: unknown): void;
  /** What code sees of it. */
  readonly object: unknown;
}

export class Ends {
  /** While true, nothing that links change is told to the server. */
  silent = false;
  bokeh: BokehPart | null = null;

  constructor(private readonly port: LinksPort) {}

  /** Where `end` is on the page, or null. */
  find(end: End): Place | null {
    if ("id" in end) return this.port.store.get(end.id) ? this.#component(end.id) : null;
    const model = this.bokeh?.model(end.model);
    return model ? modelPlace(model) : null;
  }

  /** The present name of a property; Python's own name is taken as well. */
  key(id: ComponentId, name: string): string | null {
    const { store } = this.port;
    const component = store.get(id);
    if (!component) return null;
    if (Object.hasOwn(component.props, name)) return name;
    return own(store.schema.names(component.type), name) ?? null;
  }

  #component(id: ComponentId): Place {
    const read = (name: string): unknown => this.#read(id, name);
    const write = (name: string, value: unknown): void => this.#write(id, name, value);
    const object = new Proxy({} as Record<string, unknown>, {
      get: (_, name) => (typeof name === "string" ? read(name) : undefined),
      has: (_, name) => typeof name === "string" && this.key(id, name) !== null,
      set: (_, name, value: unknown) => {
        write(String(name), value);
        return true;
      },
    });
    return { read, write, object };
  }

  #read(id: ComponentId, name: string): unknown {
    const key = this.key(id, name);
    return key === null ? undefined : this.port.store.get(id)?.props[key];
  }

  #write(id: ComponentId, name: string, value: unknown): void {
    const { store } = this.port;
    const component = store.get(id);
    if (!component) return;
    const key = this.key(id, name);
    if (key === null || key === LINKS || store.schema.children(component.type).includes(key)) {
      throw new TypeError(`a ${component.type} has no property ${JSON.stringify(name)} that can be set here`);
    }
    if (same(component.props[key], value)) return;
    const told = !this.silent && store.schema.edits(component.type).includes(key);
    if (told) this.port.edit(id, { [key]: value });
    else this.port.show(id, { [key]: value });
  }
}

/** The object that holds the last name of a path, and that name: `x_range.end` of a figure. */
export function walk(model: BokehModel, path: string): [owner: BokehModel, name: string] {
  const names = path.split(".");
  const name = names.pop() as string;
  return [names.reduce((owner, each) => owner[each] as BokehModel, model), name];
}

function modelPlace(model: BokehModel): Place {
  return {
    object: model,
    read(path) {
      const [owner, name] = walk(model, path);
      return unwrapped(owner[name]);
    },
    write(path, value) {
      const [owner, name] = walk(model, path);
      if (!same(unwrapped(owner[name]), value)) owner[name] = value;
    },
  };
}

/** A property that may come from a column holds its plain value as `{value: ...}`. */
function unwrapped(value: unknown): unknown {
  const plain = typeof value === "object" && value !== null && Object.keys(value).join() === "value";
  return plain ? (value as { value: unknown }).value : value;
}

export function same(one: unknown, other: unknown): boolean {
  if (Object.is(one, other)) return true;
  const plain = typeof one === "object" && typeof other === "object" && one !== null && other !== null;
  return plain && JSON.stringify(one) === JSON.stringify(other);
}
