/** The browser's copy of the server's state: components by id, and what the page shows. Knows no DOM. */

import { grow } from "./growth.ts";
import type { ComponentId, Delta, Frame, Props } from "./messages.ts";
import { dictionary } from "./names.ts";
import { Schema } from "./schema.ts";

export interface Component {
  readonly id: ComponentId;
  readonly type: string;
  readonly props: Props;
}

/** What a frame changed, for whoever shows the store. */
export interface Changes {
  added: ComponentId[];
  changed: Map<ComponentId, Set<string>>;
  /** Properties whose value grew, by what. */
  grown: [id: ComponentId, name: string, delta: Delta][];
  dropped: ComponentId[];
  roots: boolean;
}

export interface TreeNode {
  id: ComponentId;
  type: string;
  props: Props;
  children: TreeNode[];
}

/** Whether the browser has an edit of its own of this property under way. */
export type IsPending = (id: ComponentId, name: string) => boolean;

export class Store {
  readonly #components = new Map<ComponentId, Component>();
  /** The server's value of a property while the browser shows an edit of its own. */
  readonly #overruled = new Map<ComponentId, Props>();
  roots: readonly [id: ComponentId, area: string][] = [];
  rev = 0;

  constructor(readonly schema = new Schema()) {}

  get(id: ComponentId): Component | undefined {
    return this.#components.get(id);
  }

  /** The ids of a component's children, in order. */
  children(id: ComponentId): ComponentId[] {
    const component = this.#components.get(id);
    if (!component) return [];
    return this.schema.children(component.type).flatMap((name) => component.props[name] as ComponentId[]);
  }

  /** Every component, in the order of its addition. */
  all(): Iterable<Component> {
    return this.#components.values();
  }

  /** Applies a frame in the order the contract gives. Throws where it names a component that is not there. */
  apply(frame: Frame, isPending: IsPending): Changes {
    const changes: Changes = { added: [], changed: new Map(), grown: [], dropped: [], roots: false };
    for (const [id, type, props] of frame.add ?? []) {
      const present = { ...this.schema.defaults(type), ...props };
      if (this.#components.has(id)) this.#renew(id, present, isPending, changes);
      else {
        this.#components.set(id, { id, type, props: present });
        changes.added.push(id);
      }
    }
    for (const [id, props] of frame.set ?? []) this.#set(id, props, isPending, changes);
    for (const [id, name, delta] of frame.append ?? []) {
      const { props } = this.#known(id);
      props[name] = grow(props[name], delta);
      if (typeof delta === "string") mark(changes, id, name);
      else changes.grown.push([id, name, delta]);
    }
    if (frame.roots) {
      this.roots = frame.roots;
      changes.roots = true;
    }
    for (const id of frame.drop ?? []) this.#drop(id, changes);
    this.rev = frame.rev;
    return changes;
  }

  /** The visitor's own edit, shown at once. */
  edit(id: ComponentId, props: Props): void {
    const component = this.#known(id);
    const overruled = this.#overruled.get(id) ?? dictionary();
    for (const name of Object.keys(props)) {
      if (!Object.hasOwn(overruled, name)) overruled[name] = component.props[name];
    }
    this.#overruled.set(id, overruled);
    Object.assign(component.props, props);
  }

  /** A change that stays in this browser, until the server says otherwise. */
  show(id: ComponentId, props: Props): Changes {
    Object.assign(this.#known(id).props, props);
    return { added: [], changed: new Map([[id, new Set(Object.keys(props))]]), grown: [], dropped: [], roots: false };
  }

  /** An edit took effect: what it said is the server's value now. */
  confirm(id: ComponentId, props: Props, isPending: IsPending): void {
    const overruled = this.#overruled.get(id);
    if (!overruled) return;
    for (const [name, value] of Object.entries(props)) {
      if (isPending(id, name)) overruled[name] = value;
      else delete overruled[name];
    }
    if (Object.keys(overruled).length === 0) this.#overruled.delete(id);
  }

  /** An edit was refused: the server's value is shown again. Returns the names that changed. */
  revert(id: ComponentId, names: string[], isPending: IsPending): string[] {
    const component = this.#components.get(id);
    const overruled = this.#overruled.get(id);
    if (!component || !overruled) return [];
    const back = names.filter((name) => Object.hasOwn(overruled, name) && !isPending(id, name));
    for (const name of back) {
      component.props[name] = overruled[name];
      delete overruled[name];
    }
    return back;
  }

  /** What the page shows, as nested nodes with the properties that differ from their defaults. */
  tree(): TreeNode[] {
    return this.roots.map(([id]) => this.#node(id));
  }

  #node(id: ComponentId): TreeNode {
    const { type, props } = this.#known(id);
    const defaults = this.schema.defaults(type);
    const holders = this.schema.children(type);
    const differing = Object.entries(props).filter(
      ([name, value]) => !holders.includes(name) && JSON.stringify(value) !== JSON.stringify(defaults[name]),
    );
    const children = this.children(id).map((child) => this.#node(child));
    return { id, type, props: Object.fromEntries(differing), children };
  }

  /** A page that is further back than the server knew is told everything again. */
  #renew(id: ComponentId, props: Props, isPending: IsPending, changes: Changes): void {
    const known = this.#known(id).props;
    for (const name of Object.keys(known)) {
      if (Object.hasOwn(props, name)) continue;
      delete known[name];
      mark(changes, id, name);
    }
    this.#set(id, props, isPending, changes);
  }

  #set(id: ComponentId, props: Props, isPending: IsPending, changes: Changes): void {
    const component = this.#known(id);
    for (const [name, value] of Object.entries(props)) {
      if (isPending(id, name)) {
        this.#overruled.set(id, Object.assign(dictionary(), this.#overruled.get(id), { [name]: value }));
      } else {
        component.props[name] = value;
        mark(changes, id, name);
      }
    }
  }

  /** One that is not there came and went in frames that were lost. */
  #drop(id: ComponentId, changes: Changes): void {
    if (!this.#components.delete(id)) return;
    this.#overruled.delete(id);
    changes.dropped.push(id);
    changes.changed.delete(id);
    changes.grown = changes.grown.filter(([grown]) => grown !== id);
  }

  #known(id: ComponentId): Component {
    const component = this.#components.get(id);
    if (!component) throw new Error(`expected component ${id} to have been added before it is used`);
    return component;
  }
}

function mark(changes: Changes, id: ComponentId, name: string): void {
  const names = changes.changed.get(id);
  if (names) names.add(name);
  else changes.changed.set(id, new Set([name]));
}
