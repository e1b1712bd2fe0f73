/** One link: carries values over, and runs its code. */

import type { ComponentId } from "../core/messages.ts";
import type { Definition } from "./definition.ts";
import type { Compile, Snippet } from "../code/written.ts";
import { walk, type Ends, type Place } from "./ends.ts";

export class Link {
  /** Whether the target has been given the source's values once. */
  begun = false;
  /** A chain of links that comes back to this one ends here. */
  #running = false;
  readonly #snippets = new Map<string, Snippet>();
  readonly #watched = new WeakSet<object>();
  #ended = false;

  constructor(
    readonly source: ComponentId,
    readonly definition: Definition,
    private readonly ends: Ends,
    private readonly failed: (error: unknown) => void,
    private readonly compile: Compile,
  ) {}

  /** The id of the target where it is a component. */
  get target(): ComponentId | null {
    const { target } = this.definition;
    return target && "id" in target ? target.id : null;
  }

  get usesModels(): boolean {
    const { target, args = {} } = this.definition;
    return [target, ...Object.values(args)].some((end) => end !== undefined && "model" in end);
  }

  end(): void {
    this.#ended = true;
  }

  /** Gives the target what the source has, as soon as both are there. `react`: called when a target model changes. */
  begin(react: (from: string) => void): void {
    if (this.definition.both) this.#guard(() => this.#watchModel(react));
    if (this.begun || !this.#place(this.definition.target)) return;
    this.begun = true;
    for (const [from] of this.definition.set ?? []) {
      if (this.ends.find({ id: this.source })?.read(from)) this.forth(new Set([from]));
    }
  }

  /** These properties of the source have changed. */
  forth(names: ReadonlySet<string>): void {
    this.#guard(() => {
      for (const [from, to] of this.definition.set ?? []) if (names.has(from)) this.#carry(from, to);
      for (const [from, code] of this.definition.run ?? []) if (names.has(from)) this.#run(code);
    });
  }

  /** These properties of the target have changed. */
  back(names: ReadonlySet<string>): void {
    const target = this.#place(this.definition.target);
    const source = this.#place({ id: this.source });
    if (!this.definition.both || !target || !source) return;
    this.#guard(() => {
      for (const [from, to] of this.definition.set ?? []) {
        if (names.has(to)) source.write(from, fitting(target.read(to), source.read(from)));
      }
    });
  }

  #place(end: Definition["target"]): Place | null {
    return end ? this.ends.find(end) : null;
  }

  #guard(work: () => void): void {
    if (this.#running || this.#ended) return;
    this.#running = true;
    try {
      work();
    } catch (error) {
      this.failed(error);
    } finally {
      this.#running = false;
    }
  }

  #carry(from: string, to: string): void {
    const target = this.#place(this.definition.target);
    if (!target) return;
    const value = this.#place({ id: this.source })?.read(from);
    target.write(to, this.definition.text ? markup(value) : fitting(value, target.read(to)));
  }

  /** Runs code unless something that it knows by name is not on the page. */
  #run(code: string): void {
    const source = this.#place({ id: this.source })?.object;
    const known: [string, unknown][] = [
      ["cb_obj", source],
      ["source", source],
    ];
    const { target, args = {} } = this.definition;
    for (const [name, end] of Object.entries({ ...(target && { target }), ...args })) {
      if ("value" in end) known.push([name, end.value]);
      else {
        const place = this.ends.find(end);
        if (!place) return;
        known.push([name, place.object]);
      }
    }
    let snippet = this.#snippets.get(code);
    if (!snippet) {
      snippet = this.compile(
        known.map(([name]) => name),
        code,
      );
      this.#snippets.set(code, snippet);
    }
    snippet(...known.map(([, value]) => value));
  }

  #watchModel(react: (from: string) => void): void {
    const { target, set = [] } = this.definition;
    const model = target && "model" in target ? this.ends.bokeh?.model(target.model) : null;
    if (!model) return;
    for (const [, to] of set) {
      const [owner, name] = walk(model, to);
      const change = owner.properties[name]?.change;
      if (!change || this.#watched.has(change)) continue;
      this.#watched.add(change);
      change.connect(() => {
        if (!this.#ended) react(to);
      });
    }
  }
}

/** A text takes a number as text. */
function fitting(value: unknown, present: unknown): unknown {
  return typeof present === "string" && typeof value === "number" ? String(value) : value;
}

function markup(value: unknown): string {
  const element = document.createElement("p");
  element.textContent = String(value ?? "");
  return element.outerHTML;
}
