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
