/** Which element shows a component type, and where its code comes from. */

import type { Component } from "./store.ts";
import type { Context } from "./context.ts";
import type { Delta } from "./messages.ts";

/** An element that shows one component. */
export interface ComponentView extends HTMLElement {
  /** The component shown; undefined until `attach`. */
  readonly component: Component | undefined;
  attach(component: Component, context: Context): void;
  /** Shows what changed: the names of the properties, or null for everything. */
  refresh(names: ReadonlySet<string> | null): void;
  /** Shows what a property grew by. Without it, `refresh` shows the whole. */
  grow?(name: string, delta: Delta): void;
  /** The component is gone for good. */
  detach(): void;
}

export type ViewClass = new () => ComponentView;
/** A class that came with the page, or what loads it. */
export type Source = { now: ViewClass } | { load: () => Promise<ViewClass> };

export class Registry {
  readonly #loading = new Map<string, Promise<void>>();

  /** `placeholder` shows a type that is unknown or whose code did not load. */
  constructor(
    private readonly sources: Record<string, Source>,
    private readonly placeholder: ViewClass,
  ) {}

  has(type: string): boolean {
    return Object.hasOwn(this.sources, type);
  }

  /** `IntSlider` → `lanai-int-slider`; one tag for all unknown types. */
  tag(type: string): string {
    return this.has(type) ? `lanai-${type.replace(/([a-z])([A-Z])/g, "$1-$2").toLowerCase()}` : "lanai-unknown";
  }

  /** Whether `create` gives a working element at once. */
  ready(type: string): boolean {
    const source = this.sources[type];
    if (!source || "now" in source) this.#define(type, source?.now ?? this.placeholder);
    return customElements.get(this.tag(type)) !== undefined;
  }

  create(type: string): ComponentView {
    return document.createElement(this.tag(type)) as ComponentView;
  }

  /** Makes the type ready. Where its code does not load, the placeholder takes its place and the promise rejects. */
  load(type: string): Promise<void> {
    let loading = this.#loading.get(type);
    if (!loading) {
      loading = this.ready(type) ? Promise.resolve() : this.#fetch(type);
      this.#loading.set(type, loading);
    }
    return loading;
  }

  async #fetch(type: string): Promise<void> {
    const source = this.sources[type] as { load: () => Promise<ViewClass> };
    try {
      this.#define(type, await source.load());
    } catch (error) {
      // A subclass, since a class can be defined under one name only.
      this.#define(type, class extends this.placeholder {});
      throw error;
    }
  }

  #define(type: string, view: ViewClass): void {
    const tag = this.tag(type);
    if (!customElements.get(tag)) customElements.define(tag, view);
  }
}
