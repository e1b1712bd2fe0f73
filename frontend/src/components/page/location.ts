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
/** Browsers take no more changes of the URL than this allows. */
const PAUSE_MS = 100;

/** Keeps the page's URL and the server's idea of it alike. */
export class Location extends Service<LocationProps> {
  #acted = false;
  #written = -Infinity;
  #later: ReturnType<typeof setTimeout> | undefined;

  refresh(names: ReadonlySet<string> | null): void {
    if (this.props.reload && names?.has("reload")) {
      this.#put(this.#wanted(), false);
      location.reload();
    } else if (PARTS.some((part) => names === null || names.has(part))) {
      this.#write();
    }
  }

  override detach(): void {
    clearTimeout(this.#later);
    super.detach();
  }

  protected override begin(signal: AbortSignal): void {
    addEventListener("popstate", this.#read, { signal });
    addEventListener("hashchange", this.#read, { signal });
    for (const act of ["pointerdown", "keydown", "click"]) {
      addEventListener(act, this.#noteAct, { signal, capture: true });
    }
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

  /** The visitor does something. A click that ends with a pointer's way has been noted at its beginning. */
  readonly #noteAct = (event: Event): void => {
    if (event.type !== "click" || (event as MouseEvent).detail === 0) this.#acted = true;
  };

  /** The page's URL as the server wants it. */
  #wanted(): URL {
    const url = new URL(location.href);
    for (const part of PARTS) url[part] = this.props[part];
    return url;
  }

  /** Changes the page's URL; soon, where that has just been done. */
  #write(): void {
    const url = this.#wanted();
    if (url.href === location.href) return;
    if (this.props.reload) return location.assign(url);
    clearTimeout(this.#later);
    const since = performance.now() - this.#written;
    if (since < PAUSE_MS) {
      this.#later = setTimeout(() => this.#write(), PAUSE_MS - since);
      return;
    }
    // What the visitor did is a step that Back undoes; what the app does by itself is not.
    this.#put(url, this.#acted && since > STEP_MS);
    this.#acted = false;
    this.#written = performance.now();
  }

  #put(url: URL, step: boolean): void {
    if (url.href === location.href) return;
    const moved = url.hash !== location.hash && url.hash !== "";
    if (step) history.pushState(null, "", url);
    else history.replaceState(history.state, "", url);
    if (moved) elementNamed(url.hash.slice(1))?.scrollIntoView();
  }
}

/** What '#name' leads to. */
function elementNamed(name: string): HTMLElement | null {
  return document.getElementById(name) ?? [...document.querySelectorAll<HTMLElement>("[id]")].find(
    ({ id }) => encodeURIComponent(id) === name,
  ) ?? null;
}
