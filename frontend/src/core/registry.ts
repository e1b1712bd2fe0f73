/** Which element shows a component type, and where its code comes from. */

import { own } from "./names.ts";
import { again } from "./again.ts";
import type { Component } from "./store.ts";
import type { Context } from "./context.ts";
import type { Delta, Props } from "./messages.ts";

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
/** What the visitor did to a component, by its name in the protocol. */
export type Happened = (event: string) => void;
/**
 * Draws in `element` what stands there until the component's own code has come, of the same size. Returns false where
 * that cannot be known.
 */
export type Still = (element: HTMLElement, props: Props, happened: Happened) => boolean;

/** The code of a type, on its way. */
interface Loading {
  /** Resolves when it is there. */
  whole: Promise<void>;
  /** Resolves when it has been asked for once: whether it is no longer waited for. */
  once: Promise<boolean>;
}

export class Registry {
  readonly #loading = new Map<string, Loading>();
  #sources: Record<string, Source>;
  #placeholder: ViewClass | null = null;
  #completed: () => void = () => undefined;
  readonly #complete = new Promise<void>((resolve) => (this.#completed = resolve));

  /** Until it is complete, each type is taken for a known one whose code will come. */
  constructor(
    sources: Record<string, Source>,
    private readonly stills: Record<string, Still> = {},
  ) {
    this.#sources = sources;
  }

  /** From now on all types are known. `placeholder` shows one that is none of them or whose code failed. */
  complete(sources: Record<string, Source>, placeholder: ViewClass): void {
    this.#sources = { ...sources, ...this.#sources };
    this.#placeholder = placeholder;
    this.#completed();
  }

  has(type: string): boolean {
    return this.#placeholder === null || Object.hasOwn(this.#sources, type);
  }

  /** Draws what stands for the component until its code has come. Returns false where there is no such thing. */
  still(type: string, element: HTMLElement, props: Props, happened: Happened = () => undefined): boolean {
    return own(this.stills, type)?.(element, props, happened) ?? false;
  }

  /** `IntSlider` → `lanai-int-slider`; one tag for all unknown types. */
  tag(type: string): string {
    return this.has(type) ? `lanai-${type.replace(/([a-z])([A-Z])/g, "$1-$2").toLowerCase()}` : "lanai-unknown";
  }

  /** Whether `create` gives a working element at once. */
  ready(type: string): boolean {
    const source = own(this.#sources, type);
    const view = source ? "now" in source && source.now : this.#placeholder;
    if (view) this.#define(type, view);
    return customElements.get(this.tag(type)) !== undefined;
  }

  create(type: string): ComponentView {
    return document.createElement(this.tag(type)) as ComponentView;
  }

  /**
   * Makes the type ready, however often its code has to be asked for. Where the code itself fails, the placeholder takes its
   * place and the promise rejects.
   */
  load(type: string): Promise<void> {
    return this.#load(type).whole;
  }

  /** Asks for the type's code. Resolves with false where it has not come at once; then it is asked for again. */
  ask(type: string): Promise<boolean> {
    return this.#load(type).once;
  }

  #load(type: string): Loading {
    let loading = this.#loading.get(type);
    if (!loading) {
      let failed = (): void => undefined;
      const once = new Promise<boolean>((resolve) => (failed = () => resolve(false)));
      const whole = this.ready(type) ? Promise.resolve() : this.#fetch(type, failed);
      const over = whole.then(
        () => true,
        () => true,
      );
      loading = { whole, once: Promise.race([once, over]) };
      this.#loading.set(type, loading);
    }
    return loading;
  }

  async #fetch(type: string, failed: () => void): Promise<void> {
    if (!this.#placeholder) await this.#complete;
    if (this.ready(type)) return;
    const source = own(this.#sources, type) as { load: () => Promise<ViewClass> };
    try {
      this.#define(type, await again(() => source.load(), failed));
    } catch (error) {
      // A subclass, since a class can be defined under one name only.
      this.#define(type, class extends (this.#placeholder as ViewClass) {});
      throw error;
    }
  }

  #define(type: string, view: ViewClass): void {
    const tag = this.tag(type);
    if (!customElements.get(tag)) customElements.define(tag, view);
  }
}
