/** Shows the store: one element for each place where a component appears, brought up to date once per frame. */

import { reconcile } from "./children.ts";
import type { Context } from "./context.ts";
import type { ComponentId, Delta } from "./messages.ts";
import type { ComponentView, Registry } from "./registry.ts";
import { SIZING_PROPERTIES, stretches } from "./sizing.ts";
import type { Changes, Component, Store } from "./store.ts";

export class Mount {
  readonly #views = new Map<ComponentId, ComponentView[]>();
  readonly #leaving = new Map<Element, Element>();
  /** Those whose code is still to come, and has not failed to. */
  readonly #later = new Set<Promise<void>>();
  #started = false;

  /** `context` is what the elements get; its `arrange` comes back here. */
  constructor(
    private readonly store: Store,
    private readonly registry: Registry,
    private readonly root: HTMLElement,
    private readonly context: Context,
  ) {}

  /** Whether the store is on the screen. */
  get started(): boolean {
    return this.#started;
  }

  /**
   * Shows the store for the first time: at once where all that it holds can be shown or has a still, else when all the
   * code is there. Resolves when nothing is a still any more. What did not come is left out: it is shown when it has.
   */
  async start(): Promise<void> {
    const types = new Set([...this.store.all()].map(({ type }) => type));
    const loading = Promise.all([...types].map((type) => this.registry.ask(type)));
    if (![...this.store.all()].every((component) => this.#showable(component))) await loading;
    this.#started = true;
    this.#showRoots();
    this.#stretch();
    await Promise.all(this.#later);
  }

  #showable({ type, props }: Component): boolean {
    return this.registry.ready(type) || this.registry.still(type, document.createElement("div"), props);
  }

  /** Shows what a frame changed. */
  show(changes: Changes): void {
    if (!this.#started) return;
    let restructured = changes.roots;
    for (const [id, names] of changes.changed) {
      this.refresh(id, names);
      restructured ||= names.has("objects") || SIZING_PROPERTIES.some((name) => names.has(name));
    }
    for (const [id, name, delta] of changes.grown) this.#grow(id, name, delta);
    if (changes.roots) this.#showRoots();
    for (const id of changes.dropped) this.#dispose(id);
    this.#sweep();
    if (restructured) this.#stretch();
  }

  refresh(id: ComponentId, names: ReadonlySet<string>): void {
    for (const view of this.#views.get(id) ?? []) {
      if (view.component) this.#guard(view.component.type, () => view.refresh(names));
    }
  }

  #grow(id: ComponentId, name: string, delta: Delta): void {
    for (const view of this.#views.get(id) ?? []) {
      if (!view.component) continue;
      this.#guard(view.component.type, () => {
        if (view.grow) view.grow(name, delta);
        else view.refresh(new Set([name]));
      });
    }
  }

  /** See `Context.arrange`. Children that leave stay until the frame is shown, for another parent to fetch them. */
  arrange(parent: Element, ids: readonly ComponentId[]): void {
    const elements = this.#place(parent, ids);
    for (const element of elements) this.#leaving.delete(element);
    reconcile(parent, elements, (child) => this.#leaving.set(child, parent));
  }

  /** The elements of these children for this parent: those it has, else free ones, else new ones. */
  #place(parent: Element, ids: readonly ComponentId[]): Element[] {
    const taken = new Set<ComponentView>();
    return ids.map((id) => {
      const views = (this.#views.get(id) ?? []).filter((view) => !taken.has(view));
      const view =
        views.find(({ parentElement }) => parentElement === parent) ??
        views.find((each) => !this.#wanted(each, id)) ??
        this.#create(id);
      taken.add(view);
      return view;
    });
  }

  /** Takes out what left its parent and went nowhere else. */
  #sweep(): void {
    for (const [child, parent] of this.#leaving) if (child.parentElement === parent) child.remove();
    this.#leaving.clear();
  }

  #wanted(view: ComponentView, id: ComponentId): boolean {
    const parent = view.parentElement as ComponentView | null;
    if (!parent) return false;
    if (parent === this.root || parent.parentElement === this.root)
      return this.store.roots.some(([root]) => root === id);
    const holder = holderOf(parent);
    return holder !== undefined && this.store.children(holder.id).includes(id);
  }

  #create(id: ComponentId): ComponentView {
    const component = this.store.get(id);
    if (!component) throw new Error(`expected component ${id} to be known when it is shown`);
    const { type } = component;
    const attachable = this.registry.ready(type);
    const view = this.registry.create(type);
    view.dataset["lanai"] = String(id);
    this.#views.set(id, [...(this.#views.get(id) ?? []), view]);
    if (attachable) this.#guard(type, () => view.attach(component, this.context));
    else this.#attachLater(view, component);
    if (!this.registry.has(type)) {
      this.context.diagnostics.report("protocol", "unknown-type", `this page cannot show a ${type}`);
    }
    return view;
  }

  #attachLater(view: ComponentView, component: Component): void {
    this.registry.still(component.type, view, component.props, (event) => this.context.event(component.id, event));
    const attached = this.#attachLoaded(view, component, [...view.childNodes]);
    const asked = this.registry.ask(component.type).then((came) => (came ? attached : undefined));
    const settled = asked.then(() => void this.#later.delete(settled));
    this.#later.add(settled);
  }

  /** `still` is what stands in the component's place. */
  async #attachLoaded(view: ComponentView, component: Component, still: readonly ChildNode[]): Promise<void> {
    await this.registry.load(component.type).catch((error: unknown) => {
      this.context.diagnostics.report(
        "internal",
        "code-failed",
        `the code of ${component.type} failed`,
        error,
      );
    });
    if (this.store.get(component.id) !== component) return;
    customElements.upgrade(view);
    for (const node of still) node.remove();
    this.#guard(component.type, () => view.attach(component, this.context));
    this.#sweep();
    this.#stretch();
  }

  /** One component that fails leaves the others of the page alone. */
  #guard(type: string, show: () => void): void {
    try {
      show();
    } catch (error) {
      this.context.diagnostics.report("internal", "component-failed", `a ${type} could not be shown`, error);
    }
  }

  #dispose(id: ComponentId): void {
    for (const view of this.#views.get(id) ?? []) {
      if (view.component) view.detach();
      view.remove();
    }
    this.#views.delete(id);
  }

  #showRoots(): void {
    // A template has a main area of its own.
    const own = this.store.roots.some(([, area]) => area === "template");
    const areas = new Map<string, ComponentId[]>(own ? [] : [["main", []]]);
    for (const [id, area] of this.store.roots) areas.set(area, [...(areas.get(area) ?? []), id]);
    for (const child of this.root.children) areas.set(name(child), areas.get(name(child)) ?? []);
    for (const [area, ids] of areas) {
      const element = this.#area(area);
      this.arrange(element, ids);
    }
  }

  /** "page" holds what has no box of its own: CSS gives the area none either. */
  #area(area: string): Element {
    const present = [...this.root.children].find((child) => name(child) === area);
    if (present) return present;
    const element = document.createElement(area === "main" ? "main" : "div");
    element.className = area === "page" || area === "template" ? "lanai-services" : "lanai-area";
    element.dataset["area"] = area;
    this.root.append(element);
    return element;
  }

  #stretch(): void {
    for (const [id, { width, height }] of stretches(this.store)) {
      for (const view of this.#views.get(id) ?? []) {
        view.classList.toggle("lanai-wide", width);
        view.classList.toggle("lanai-high", height);
      }
    }
  }
}

/** The component in whose element `element` lies. */
function holderOf(element: Element | null): Component | undefined {
  for (let at = element; at; at = at.parentElement) {
    const { component } = at as ComponentView;
    if (component) return component;
  }
  return undefined;
}

function name(area: Element): string {
  return (area as HTMLElement).dataset["area"] ?? "";
}
