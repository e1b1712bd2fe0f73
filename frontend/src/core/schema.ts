/** The component types as protocol/components.json lists them: their defaults, and which properties hold children. */

import components from "../../../protocol/components.json" with { type: "json" };
import type { Props } from "./messages.ts";

interface ComponentType {
  children: string[];
  defaults: Props;
}

export class Schema {
  readonly #types = new Map<string, ComponentType>();
  readonly #base: Props;

  constructor(listed: { base: Props; types: Record<string, ComponentType> } = components) {
    this.#base = listed.base;
    for (const [name, type] of Object.entries(listed.types)) {
      this.#types.set(name, { children: type.children, defaults: { ...listed.base, ...type.defaults } });
    }
  }

  /** Every property a component of this type starts from; the common ones for a type that is not listed. */
  defaults(type: string): Props {
    return this.#types.get(type)?.defaults ?? this.#base;
  }

  /** The names of the properties that hold component ids. */
  children(type: string): readonly string[] {
    return this.#types.get(type)?.children ?? [];
  }
}
