import { Service } from "./service.ts";

interface LocationProps {
  /** Path and query of the request, as the server knows them: what still is so there is not the app's doing. */
  asked: string[];
  pathname: string;
  search: string;
  hash: string;
  hostname: string;
  port: string;
  protocol: string;
  reload: boolean;
}

const PARTS = ["pathname", "search", "hash"] as const;
/** Changes that follow each other within this time are one step of the history: a text being typed. */
const STEP_MS = 500;
/** What a visitor does to the page. */
const ACTS = ["pointerdown", "click", "keydown", "change"];

/** Keeps the page's URL and the server's idea of it alike. */
export class Location extends Service<LocationProps> {
  #acted = false;
  #written = -Infinity;

  refresh(names: ReadonlySet<string> | null): void {
    const reload = this.props.reload && names?.has("reload");
    if (reload || PARTS.some((part) => names === null || names.has(part))) this.#write();
    if (reload) location.reload();
  }

  protected override begin(signal: AbortSignal): void {
    addEventListener("popstate", this.#read, { signal });
    addEventListener("hashchange", this.#read, { signal });
    for (const act of ACTS) addEventListener(act, this.#noteAct, { signal, capture: true });
    this.#meet();
  }

  /** Where the app changed nothing the browser knows better: of what is behind '#', or what a proxy left out. */
  #meet(): void {
    const [pathname, search] = this.props.asked;
    const asked: Record<string, string | undefined> = { pathname, search, hash: "" };
    const unchanged = PARTS.filter((part) => this.props[part] === asked[part]);
    const { hostname, port, protocol } = location;
    const facts = Object.fromEntries(unchanged.map((part) => [part, location[part]]));
    this.tell({ hostname, port, protocol, ...facts });
    this.#put(this.#wanted(), false);
  }

  readonly #read = (): void => {
    const { pathname, search, hash } = location;
    // What differs in writing only, such as %27 for ', is no news.
    if (this.#wanted().href !== location.href) this.tell({ pathname, search, hash });
  };

  readonly #noteAct = (): void => {
    this.#acted = true;
  };

  /** The page's URL as the server wants it. */
  #wanted(): URL {
    const url = new URL(location.href);
    for (const part of PARTS) url[part] = this.props[part];
    return url;
  }

  #write(): void {
    const url = this.#wanted();
    if (url.href === location.href) return;
    if (this.props.reload) return location.assign(url);
    // What the visitor did is a step that Back undoes; what the app does by itself is not.
    const now = performance.now();
    this.#put(url, this.#acted && now - this.#written > STEP_MS);
    this.#acted = false;
    this.#written = now;
  }

  #put(url: URL, step: boolean): void {
    if (url.href === location.href) return;
    const moved = url.hash !== location.hash && url.hash !== "";
    if (step) history.pushState(null, "", url);
    else history.replaceState(history.state, "", url);
    if (moved) document.getElementById(decodeURIComponent(url.hash.slice(1)))?.scrollIntoView();
  }
}
