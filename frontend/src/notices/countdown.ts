/** A time that can be held. */

/** Whoever has held a countdown sees what it is about for this long (ms) afterwards. */
const LEAST_MS = 1000;

export class Countdown {
  #left: number;
  #since = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;

  /** `over` is called when `duration` ms have run; never where that is 0. */
  constructor(
    private readonly duration: number,
    private readonly over: () => void,
  ) {
    this.#left = duration;
  }

  /** Runs, or goes on. */
  run(): void {
    if (this.duration === 0 || this.#timer !== undefined) return;
    this.#since = performance.now();
    this.#timer = setTimeout(this.over, this.#left);
  }

  hold(): void {
    if (this.#timer === undefined) return;
    clearTimeout(this.#timer);
    this.#timer = undefined;
    const left = this.#left - (performance.now() - this.#since);
    this.#left = Math.max(left, Math.min(LEAST_MS, this.duration));
  }

  /** As long as at first, from now on; while it is held, from when it runs. */
  restart(): void {
    const running = this.#timer !== undefined;
    this.hold();
    this.#left = this.duration;
    if (running) this.run();
  }
}
