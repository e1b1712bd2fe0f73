/** While an app is being written: the page is loaded again when the app has changed, and is then as it was. */

import type { Diagnostics } from "../core/diagnostics.ts";
import type { Entered, PageState } from "../core/messages.ts";

const KEY = "lanai-renewal";

interface Kept {
  path: string;
  values: Entered[];
  x: number;
  y: number;
}

export class Renewal {
  /** What the page before this one left, until the server has it. */
  #kept: Kept | null = read();

  constructor(
    private readonly page: Pick<PageState, "ws" | "token">,
    private readonly diagnostics: Pick<Diagnostics, "report">,
  ) {}

  /** Loads the page again, which will give `values` back. */
  leave(values: Entered[]): void {
    document.querySelector(".lanai-status")?.remove(); // it would say that the session has ended
    const before = this.#kept?.values ?? [];
    keep({ path: location.pathname, values: [...before, ...values], x: scrollX, y: scrollY });
    location.reload();
  }

  /** Gives back what the visitor had entered, and scrolls to where the page was once `shown` resolves. */
  async resume(shown: Promise<unknown>): Promise<void> {
    const kept = this.#kept;
    if (!kept) return;
    await Promise.all([this.#giveBack(kept), shown]);
    scrollTo(kept.x, kept.y);
  }

  async #giveBack({ values }: Kept): Promise<void> {
    const body = JSON.stringify({ token: this.page.token, values });
    try {
      const url = this.page.ws.replace(/ws$/, "reload");
      if (values.length > 0) await fetch(url, { method: "POST", body });
    } catch (error) {
      this.diagnostics.report("network", "not-given-back", "what was entered could not be given back", error);
    }
    this.#kept = null;
    sessionStorage.removeItem(KEY);
  }
}

function keep(kept: Kept): void {
  try {
    sessionStorage.setItem(KEY, JSON.stringify(kept));
  } catch {
    sessionStorage.removeItem(KEY); // too large: the page begins anew
  }
}

function read(): Kept | null {
  const kept = JSON.parse(sessionStorage.getItem(KEY) ?? "null") as Kept | null;
  return kept?.path === location.pathname ? kept : null;
}
