/** What a page is before the rest of its code has come: its state, and what of it can be shown at once. */

import type { Context, Rest } from "./context.ts";
import { Diagnostics } from "./diagnostics.ts";
import type { PageState } from "./messages.ts";
import { Mount } from "./mount.ts";
import { Registry, type Source, type Still, type ViewClass } from "./registry.ts";
import type { Listed } from "./schema.ts";
import { Store, type Changes } from "./store.ts";
import { Theme } from "./theme.ts";

/** The element that holds everything. The script inside the page leaves there what it began. */
export type BegunRoot = HTMLElement & { lanai?: Beginning };

/** What is known of the component types at the start. */
export interface Known {
  sources: Record<string, Source>;
  stills: Record<string, Still>;
}

/** What the rest of the code brings. */
export interface Complete {
  types: Listed["types"];
  sources: Record<string, Source>;
  placeholder: ViewClass;
  context: Rest;
}

/** The style sheets that come after the page. */
export interface Styles {
  /** Resolves when those are there of the components that are known at the start. */
  first: Promise<unknown>;
  /** Loads those of all others. */
  more(): Promise<unknown>;
}

export class Beginning {
  readonly diagnostics = new Diagnostics();
  readonly theme: Theme;
  readonly store = new Store();
  readonly mount: Mount;
  /** What the page's inline frame brought. */
  readonly changes: Changes;
  /** Resolves when everything of the first state is shown by its own code, and nothing by a still. */
  readonly shown: Promise<void>;
  styles: Styles = { first: Promise.resolve(), more: () => Promise.resolve() };
  readonly #registry: Registry;
  readonly #context: Context;
  #arrived: (rest: Rest) => void = () => undefined;

  constructor(
    readonly page: PageState,
    root: HTMLElement,
    private readonly known: Known,
  ) {
    this.theme = new Theme(page.theme);
    this.#registry = new Registry(known.sources, known.stills);
    this.#context = this.#waiting(page);
    this.mount = new Mount(this.store, this.#registry, root, this.#context);
    this.changes = this.store.apply(page.frame, () => false);
    this.shown = this.mount.start();
  }

  /** The rest of the code is there. */
  complete({ types, sources, placeholder, context }: Complete): void {
    this.store.schema.learn(types);
    Object.assign(this.#context, context);
    this.#arrived(context);
    void this.styles.first.then(() => this.#registry.complete(this.#styled(sources), placeholder));
  }

  /** With each component's code, its styles. */
  #styled(sources: Record<string, Source>): Record<string, Source> {
    let more: Promise<unknown> | null = null;
    const others = Object.entries(sources).filter(([type]) => !Object.hasOwn(this.known.stills, type));
    const styled = others.map(([type, source]): [string, Source] => {
      if ("now" in source) return [type, source];
      const load = async (): Promise<ViewClass> => {
        more ??= this.styles.more();
        return (await Promise.all([source.load(), more]))[0];
      };
      return [type, { load }];
    });
    return { ...sources, ...Object.fromEntries(styled) };
  }

  /** Until there is a session, what the visitor does waits for it. */
  #waiting({ files = "", ws }: PageState): Context {
    const rest = new Promise<Rest>((resolve) => (this.#arrived = resolve));
    return {
      arrange: (parent, ids) => this.mount.arrange(parent, ids),
      edit: (...edit) => void rest.then((context) => context.edit(...edit)),
      event: (...event) => void rest.then((context) => context.event(...event)),
      bokeh: () => rest.then((context) => context.bokeh()),
      formulas: () => rest.then((context) => context.formulas()),
      files,
      modules: ws.replace(/ws$/, "esm/"),
      diagnostics: this.diagnostics,
      theme: this.theme,
      status: { lost: "" },
    };
  }
}
