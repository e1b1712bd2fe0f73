/** Keeps the page's links, by what they start from, and sets them going. */

import type { Compile } from "../code/written.ts";
import { LINKS, type LinksPart, type LinksPort } from "../core/links.ts";
import type { ComponentId } from "../core/messages.ts";
import type { Changes } from "../core/store.ts";
import type { Definition } from "./definition.ts";
import { Ends } from "./ends.ts";
import { Link } from "./link.ts";

export class Runner implements LinksPart {
  readonly #from = new Map<ComponentId, Link[]>();
  /** Links in both directions, by the component at their other end. */
  readonly #to = new Map<ComponentId, Link[]>();
  readonly #ends: Ends;
  #asked = false;

  constructor(
    private readonly port: LinksPort,
    private readonly compile: Compile,
  ) {
    this.#ends = new Ends(port);
    for (const { id } of port.store.all()) this.#renew(id);
    this.#begin();
  }

  received({ added, changed, dropped }: Changes): void {
    for (const id of added) this.#renew(id);
    for (const [id, names] of changed) if (names.has(LINKS)) this.#renew(id);
    for (const id of dropped) this.#renew(id);
    this.#begin();
    for (const [id, names] of changed) {
      for (const link of this.#from.get(id) ?? []) this.#answer(link, () => link.forth(unsaid(link, names, changed)));
      for (const link of this.#to.get(id) ?? []) {
        // Where the server has changed both ends, it has decided about both.
        if (!changed.has(link.source)) this.#answer(link, () => link.back(names));
      }
    }
  }

  changed(id: ComponentId, names: ReadonlySet<string>): void {
    for (const link of this.#from.get(id) ?? []) link.forth(names);
    for (const link of this.#to.get(id) ?? []) link.back(names);
  }

  happened(id: ComponentId, event: string): void {
    const links = this.#from.get(id) ?? [];
    const names = new Set(links.flatMap((link) => [...changesWith(link, event)]));
    const props = this.port.store.get(id)?.props;
    if (!props || names.size === 0) return;
    for (const name of names) props[name] = Number(props[name] ?? 0) + 1;
    for (const link of links) {
      const own = changesWith(link, event);
      if (own.size > 0) link.forth(own);
    }
  }

  /** What the server changed goes on; of a link that runs in several browsers, only where the change began tells it. */
  #answer(link: Link, work: () => void): void {
    const before = this.#ends.silent;
    this.#ends.silent ||= link.definition.shared === true;
    try {
      work();
    } finally {
      this.#ends.silent = before;
    }
  }

  #renew(id: ComponentId): void {
    const definitions = (this.port.store.get(id)?.props[LINKS] ?? []) as Definition[];
    const before = new Map((this.#from.get(id) ?? []).map((link) => [link.definition.id, link]));
    const links = definitions.map((each) => before.get(each.id) ?? this.#make(id, each));
    for (const link of before.values()) if (!links.includes(link)) this.#end(link);
    if (links.length > 0) this.#from.set(id, links);
    else this.#from.delete(id);
  }

  #make(id: ComponentId, definition: Definition): Link {
    const failed = (error: unknown): void => {
      const type = this.port.store.get(id)?.type;
      this.port.diagnostics.report("app", "link-failed", `a link from a ${type} failed: ${String(error)}`, error);
    };
    const link = new Link(id, definition, this.#ends, failed, this.compile);
    const { target } = link;
    if (definition.both && target !== null) this.#to.set(target, [...(this.#to.get(target) ?? []), link]);
    if (link.usesModels) void this.#askForBokeh();
    return link;
  }

  #end(link: Link): void {
    link.end();
    const { target } = link;
    if (target === null) return;
    const rest = (this.#to.get(target) ?? []).filter((each) => each !== link);
    if (rest.length > 0) this.#to.set(target, rest);
    else this.#to.delete(target);
  }

  /** Links whose ends have come give their targets a first value. */
  #begin(): void {
    for (const links of this.#from.values()) {
      for (const link of links) this.#answer(link, () => link.begin((name) => link.back(new Set([name]))));
    }
  }

  async #askForBokeh(): Promise<void> {
    if (this.#asked) return;
    this.#asked = true;
    this.#ends.bokeh = await this.port.bokeh();
    this.#ends.bokeh.watch(() => this.#begin());
    this.#begin();
  }
}

/** The names among `names` whose targets the server has not changed at the same time. */
function unsaid(link: Link, names: ReadonlySet<string>, changed: Changes["changed"]): ReadonlySet<string> {
  const said = link.target === null ? undefined : changed.get(link.target);
  if (!said) return names;
  const decided = (link.definition.set ?? []).filter(([, to]) => said.has(to)).map(([from]) => from);
  return new Set([...names].filter((name) => !decided.includes(name)));
}

/** The properties of the link's source that change with this event. */
function changesWith({ definition }: Link, event: string): ReadonlySet<string> {
  const changes = Object.entries(definition.events ?? {}).filter(([, each]) => each === event);
  return new Set(changes.map(([name]) => name));
}
