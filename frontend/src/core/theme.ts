/** Light and dark. `auto` follows the system, also when it changes. */

export type ThemeChoice = "auto" | "light" | "dark";

export class Theme {
  readonly #system = matchMedia("(prefers-color-scheme: dark)");
  readonly #watchers = new Set<() => void>();
  dark = false;

  constructor(private choice: ThemeChoice) {
    this.#system.addEventListener("change", () => this.#apply());
    this.#apply();
  }

  choose(choice: ThemeChoice): void {
    this.choice = choice;
    this.#apply();
  }

  /** The other one of light and dark, from now on and when the visitor comes back. */
  toggle(): void {
    const choice = this.dark ? "light" : "dark";
    remember(choice);
    this.choose(choice);
  }

  /** What the visitor chose by `toggle` on an earlier visit. */
  recall(): void {
    const choice = remembered();
    if (choice) this.choose(choice);
  }

  /** Calls back on every change; returns what ends that. */
  watch(callback: () => void): () => void {
    this.#watchers.add(callback);
    return () => this.#watchers.delete(callback);
  }

  #apply(): void {
    this.dark = this.choice === "auto" ? this.#system.matches : this.choice === "dark";
    const { classList, style } = document.documentElement;
    classList.toggle("wa-dark", this.dark);
    classList.toggle("wa-light", !this.dark);
    style.colorScheme = this.dark ? "dark" : "light";
    for (const watcher of this.#watchers) watcher();
  }
}

const KEY = "lanai-theme";

/** Where pages may not keep anything, the choice lasts as long as the page. */
function remember(choice: ThemeChoice): void {
  try {
    localStorage.setItem(KEY, choice);
  } catch {
    return;
  }
}

function remembered(): ThemeChoice | null {
  try {
    const choice = localStorage.getItem(KEY);
    return choice === "dark" || choice === "light" ? choice : null;
  } catch {
    return null;
  }
}
