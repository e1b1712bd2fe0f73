/** What every component's element does: the common properties, and showing its own in light DOM. */

import type { Context } from "../core/context.ts";
import type { Props } from "../core/messages.ts";
import type { ComponentView } from "../core/registry.ts";
import type { Component } from "../core/store.ts";
import { applyCommon, COMMON_PROPERTIES, type CommonProps } from "./common.ts";
import { ScopedStylesheets } from "./stylesheets.ts";

export abstract class ComponentElement<P extends CommonProps = CommonProps>
  extends HTMLElement
  implements ComponentView
{
  component: Component | undefined;
  protected context!: Context;
  readonly #stylesheets = new ScopedStylesheets(this);

  /** The properties as the store holds them now. */
  protected get props(): Readonly<P> {
    return this.component?.props as unknown as P;
  }

  attach(component: Component, context: Context): void {
    this.component = component;
    this.context = context;
    this.classList.add("lanai");
    this.refresh(null);
  }

  refresh(names: ReadonlySet<string> | null): void {
    if (names === null || COMMON_PROPERTIES.some((name) => names.has(name))) {
      applyCommon(this, this.props);
      this.#stylesheets.show(this.props.stylesheets);
    }
    this.update(names);
  }

  detach(): void {
    this.#stylesheets.show([]);
  }

  /** Shows the component's own properties. `names`: which changed, or null for all. */
  protected abstract update(names: ReadonlySet<string> | null): void;

  /** The visitor changed these properties. */
  protected edit(props: Partial<P>): void {
    this.context.edit(this.#id, props as Props);
  }

  /** As `edit`, for one of a stream of changes: a drag, typing. */
  protected editContinuously(props: Partial<P>): void {
    this.context.edit(this.#id, props as Props, true);
  }

  protected event(name: string, data: Props = {}): void {
    this.context.event(this.#id, name, data);
  }

  get #id(): number {
    return (this.component as Component).id;
  }
}
