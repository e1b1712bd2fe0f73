/** Notices a connection that has failed without a word: nothing comes any more, and nobody said so. */

/** How long an answer to what the visitor did is waited for, before the server is asked whether it is there. */
const IMPATIENCE_MS = 5_000;
/** How long the answer to that may take at first. */
const PATIENCE_MS = 5_000;
/** A line so slow that a large message holds up the answer is given more time with every attempt, up to this. */
const LONGEST_PATIENCE_MS = 80_000;

export interface Pulse {
  /** Runs `run` after `delay` ms; returns what cancels it. */
  after(delay: number, run: () => void): () => void;
  /** Whether the tab is hidden, where timers are late and nobody waits for anything. */
  hidden(): boolean;
  /** Asks the server whether it is there. Every message of it is an answer, unless the visitor waits for one. */
  ask(): void;
  /** How many bytes have yet to leave the browser. */
  unsent(): number;
  /** The server has not answered. */
  failed(): void;
}

/** One connection after the other is watched, from `start` to `stop`. */
export class Heartbeat {
  #watching = false;
  #asked = false;
  /** The visitor did something that nothing has answered; frames that come for other reasons are no answer. */
  #owed = false;
  /** He did so after the server was asked. */
  #since = false;
  #patience: number;
  readonly #impatience: number;
  #cancel: () => void = () => undefined;

  /** `interval`: after how many ms of silence the server is asked; 0 never. */
  constructor(
    private readonly interval: number,
    private readonly pulse: Pulse,
  ) {
    this.#impatience = Math.min(IMPATIENCE_MS, interval);
    this.#patience = this.#firstPatience();
  }

  start(): void {
    this.#watching = this.interval > 0;
    this.#rest();
  }

  stop(): void {
    this.#watching = false;
    this.#cancel();
  }

  /** The server said something. */
  heard(): void {
    if (!this.#watching || this.#owed) return;
    if (this.#asked) this.#patience = this.#firstPatience();
    this.#rest();
  }

  /** The visitor did something, and the server is going to answer. */
  said(): void {
    if (!this.#watching) return;
    if (this.#asked) this.#since = true;
    if (this.#owed) return;
    this.#owed = true;
    if (!this.#asked) this.#wait(this.#impatience, () => this.check());
  }

  /** The server has everything that the visitor did. */
  acknowledged(): void {
    if (!this.#owed) return;
    this.#owed = false;
    this.heard();
  }

  /** The server has answered that it is there: it has what the visitor did before it was asked. */
  answered(): void {
    const since = this.#since;
    this.acknowledged();
    if (since) this.said();
  }

  /** Asks now: the tab is shown again, or the network is back. */
  check(): void {
    if (!this.#watching || this.#asked || this.pulse.hidden()) return;
    this.#asked = true;
    this.#since = false;
    this.pulse.ask();
    this.#await(2);
  }

  #rest(): void {
    this.#asked = this.#owed = this.#since = false;
    if (this.#watching) this.#wait(this.interval, () => this.check());
  }

  /** In `steps`: where this page itself was held up, the answer may be there and wait behind the timer. */
  #await(steps: number): void {
    const unsent = this.pulse.unsent();
    this.#wait(this.#patience / 2, () => {
      if (this.pulse.hidden()) this.#asked = false; // asked again when the tab is shown
      else if (this.pulse.unsent() < unsent) this.#await(2); // a large message is on its way
      else if (steps > 1) this.#await(steps - 1);
      else this.#fail();
    });
  }

  #fail(): void {
    this.#patience = Math.min(this.#patience * 2, LONGEST_PATIENCE_MS);
    this.stop();
    this.pulse.failed();
  }

  #firstPatience(): number {
    return Math.min(PATIENCE_MS, this.interval);
  }

  #wait(delay: number, run: () => void): void {
    this.#cancel();
    this.#cancel = this.pulse.after(delay, run);
  }
}
