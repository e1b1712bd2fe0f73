/** What the elements of components without a box share. */

import type { Context } from "../../core/context.ts";
import type { Props } from "../../core/messages.ts";
import type { ComponentView } from "../../core/registry.ts";
import type { Component } from "../../core/store.ts";

export abstract class Service<P> extends HTMLElement implements ComponentView {
  component: Component | undefined;
  protected context!: Context;
  #listening = new AbortController();

  /** The properties as the store holds them now. */
  protected get props(): Readonly<P> {
    return this.component?.props as unknown as P;
  }

  attach(component: Component, context: Context): void {
    this.component = component;
    this.context = context;
    this.hidden = true;
    this.#listening = new AbortController();
    this.begin(this.#listening.signal);
  }

  abstract refresh(names: ReadonlySet<string> | null): void;

  detach(): void {
    this.#listening.abort();
  }

  /** Starts to follow the browser, until `signal` says that it is over. */
  protected abstract begin(signal: AbortSignal): void;

  /** Tells the server those of `facts` that it does not know. */
  protected tell(facts: Partial<P>): void {
    const known = this.props;
    const news = Object.entries(facts).filter(([name, value]) => known[name as keyof P] !== value);
    if (news.length > 0) this.context.edit((this.component as Component).id, Object.fromEntries(news) as Props);
  }
}
