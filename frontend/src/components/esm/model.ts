/** What an app's own code sees of its component: parameters, children, and a line to Python. */

import type { ComponentId, Props } from "../../core/messages.ts";
import { dictionary, own } from "../../core/names.ts";
import { fromWire, toWire } from "./values.ts";

type Callback = (...told: unknown[]) => void;
export type Slots = Record<string, ComponentId | ComponentId[] | null>;

/** What the model needs of the element that shows the component. */
export interface Host {
  props(): Props;
  slots(): Slots;
  edit(props: Props): void;
  event(name: string, data: Props): void;
  /** An element that holds the child for as long as it is the component's. */
  holder(slot: string, id: ComponentId): HTMLElement;
}

export class Model {
  readonly #callbacks = new Map<string, Set<Callback>>();
  #pending: Props = dictionary();

  constructor(
    private readonly host: Host,
    private readonly flavour: string,
  ) {}

  get(name: string): unknown {
    return fromWire(own(Object.hasOwn(this.#pending, name) ? this.#pending : this.host.props(), name));
  }

  /** Sets a parameter, here until `save_changes`. */
  set(name: string, value: unknown): void {
    this.#pending[name] = toWire(value);
    this.tell(`change:${name}`);
  }

  save_changes(): void {
    const pending = this.#pending;
    this.#pending = dictionary();
    if (Object.keys(pending).length > 0) this.host.edit({ ...pending });
  }

  has(name: string): boolean {
    return Object.hasOwn(this.host.props(), name);
  }

  /** Calls back when a parameter changes (`name` or `change:name`), when Python sends (`msg:custom`), at the `remove`. */
  on(names: string | string[], callback: Callback): void {
    for (const name of this.#keys(names)) {
      const present = this.#callbacks.get(name) ?? new Set();
      this.#callbacks.set(name, present.add(callback));
    }
  }

  off(names?: string | string[] | null, callback?: Callback): void {
    for (const name of names ? this.#keys(names) : [...this.#callbacks.keys()]) {
      if (callback) this.#callbacks.get(name)?.delete(callback);
      else this.#callbacks.delete(name);
    }
  }

  /** Called in Python: `_handle_msg(data)` and what `on_msg` was given. */
  send_msg(data: unknown): void {
    this.host.event("message", { data: toWire(data) });
  }

  send(data: unknown): void {
    this.send_msg(data);
  }

  /** Called in Python: `_handle_<name>(event)` and what `on_event` was given. */
  send_event(name: string, event: unknown = null): void {
    this.host.event("dom", { name, data: event instanceof Event ? told(event) : toWire(event) });
  }

  /** The element that holds the child, or those that hold the children; null where there is none. */
  get_child(name: string): HTMLElement | HTMLElement[] | null {
    const held = own(this.host.slots(), name) ?? null;
    if (Array.isArray(held)) return held.map((id) => this.host.holder(name, id));
    return held === null ? null : this.host.holder(name, held);
  }

  /** Runs the callbacks of an event. One that fails stops no other. */
  tell(name: string, ...args: unknown[]): void {
    for (const callback of [...(this.#callbacks.get(name) ?? [])]) {
      try {
        callback(...args);
      } catch (error) {
        reportError(error);
      }
    }
  }

  message(data: unknown): void {
    const value = fromWire(data);
    if (this.flavour === "anywidget") this.tell("msg:custom", value, []);
    else this.tell("msg:custom", { type: "msg:custom", data: value });
  }

  #keys(names: string | string[]): string[] {
    return [names].flat().flatMap((text) => text.split(/\s+/)).map((name) => this.#key(name));
  }

  #key(name: string): string {
    if (name.startsWith("lifecycle:")) return name.slice("lifecycle:".length);
    const known = name.includes(":") || ["remove", "destroy", "after_render", "after_layout", "after_resize"].includes(name);
    return known ? name : `change:${name}`;
  }
}

/** The model with its parameters as properties: `model.value = 3`. */
export function withProperties(model: Model, host: Host): Model {
  return new Proxy(model, {
    get(target, name) {
      if (typeof name !== "string" || !isParameter(target, name)) {
        const found: unknown = Reflect.get(target, name, target);
        return typeof found === "function" ? found.bind(target) : found;
      }
      return target.get(name);
    },
    set(target, name, value) {
      if (typeof name !== "string" || !isParameter(target, name)) return Reflect.set(target, name, value, target);
      host.edit({ [name]: toWire(value) });
      return true;
    },
    has: (target, name) => name in target || (typeof name === "string" && target.has(name)),
  });
}

/** Whether the name is a parameter's, and not of the model's own methods: "constructor" is a name like others. */
function isParameter(model: Model, name: string): boolean {
  return name === "constructor" ? model.has(name) : model.has(name) && !Object.hasOwn(Model.prototype, name);
}

/** What of an event of the browser's travels. */
function told(event: Event): Props {
  const { type, target } = event;
  const input = target as Partial<HTMLInputElement> | null;
  return { type, value: input?.value ?? null, checked: input?.checked ?? null };
}
