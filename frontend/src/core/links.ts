/** Links between properties. Hands what happens to the part that runs them, which is loaded when the first one comes. */

import type { BokehPart } from "./context.ts";
import type { Diagnostics } from "./diagnostics.ts";
import type { ComponentId, Frame, Props } from "./messages.ts";
import type { Changes, Store } from "./store.ts";

/** The property of a component that holds the links that start from it. */
export const LINKS = "links";

/** What runs links. */
export interface LinksPart {
  /** A frame of the server's was applied. */
  received(changes: Changes): void;
  /** These properties of a component were changed in this browser. */
  changed(id: ComponentId, names: ReadonlySet<string>): void;
  /** The visitor did something to a component. */
  happened(id: ComponentId, event: string): void;
}

/** What running links takes. */
export interface LinksPort {
  readonly store: Store;
  /** Changes properties as a visitor would: the server is told. */
  edit(id: ComponentId, props: Props): void;
  /** Changes properties in this browser alone. */
  show(id: ComponentId, props: Props): void;
  bokeh(): Promise<BokehPart>;
  readonly diagnostics: Diagnostics;
}

export type LoadLinks = () => Promise<{ open(port: LinksPort): LinksPart }>;

export class Links implements Omit<LinksPart, "received"> {
  #part: LinksPart | null = null;
  /** What happened since the first link came and until the part is there. */
  #waiting: ((part: LinksPart) => void)[] | null = null;

  constructor(
    private readonly load: LoadLinks,
    private readonly port: LinksPort,
  ) {}

  received(frame: Frame, changes: Changes): void {
    if (!this.#waiting && holdsLinks(frame)) this.#begin();
    this.#tell((part) => part.received(changes));
  }

  changed(id: ComponentId, names: ReadonlySet<string>): void {
    this.#tell((part) => part.changed(id, names));
  }

  happened(id: ComponentId, event: string): void {
    this.#tell((part) => part.happened(id, event));
  }

  #tell(message: (part: LinksPart) => void): void {
    if (this.#part) message(this.#part);
    else this.#waiting?.push(message);
  }

  #begin(): void {
    this.#waiting = [];
    this.load().then(
      (chunk) => {
        const part = (this.#part = chunk.open(this.port));
        for (const message of this.#waiting?.splice(0) ?? []) message(part);
      },
      (error: unknown) =>
        this.port.diagnostics.report("network", "links-not-loaded", "links between components do not work", error),
    );
  }
}

function holdsLinks({ add = [], set = [] }: Frame): boolean {
  return add.some(([, , props]) => Object.hasOwn(props, LINKS)) || set.some(([, props]) => Object.hasOwn(props, LINKS));
}
