/** The component types as protocol/components.json lists them: their defaults, and which properties hold children. */

import components from "../../../protocol/components.json" with { type: "json" };
import type { Props } from "./messages.ts";

interface ComponentType {
  children: string[];
  defaults: Props;
  edits?: string[];
  names?: Record<string, string>;
}

export interface Listed {
  base: Props;
  types: Record<string, ComponentType>;
}

/** All that this code knows of; the script inside the page knows less. */
export const listed: Listed = components;

export class Schema {
  readonly #types = new Map<string, Required<ComponentType>>();
  readonly #base: Props;

  constructor({ base, types }: Listed = listed) {
    this.#base = base;
    this.learn(types);
  }

  /** Takes in more types. */
  learn(types: Listed["types"]): void {
    for (const [name, type] of Object.entries(types)) {
      this.#types.set(name, { edits: [], names: {}, ...type, defaults: { ...this.#base, ...type.defaults } });
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

  /** The names of the properties that a visitor may change. */
  edits(type: string): readonly string[] {
    return this.#types.get(type)?.edits ?? [];
  }

  /** Python's names of properties, where they differ. */
  names(type: string): Readonly<Record<string, string>> {
    return this.#types.get(type)?.names ?? {};
  }
}
