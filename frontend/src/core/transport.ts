/** One WebSocket at a time, opened again for as long as the session lives. */

import { decode, encode, type Decoded } from "./envelope.ts";
import type { BrowserMessage, Buffers, Opened } from "./messages.ts";

export type ConnectionState = "connecting" | "open" | "reconnecting" | "gone";

export interface Socket {
  binaryType: string;
  onopen: (() => void) | null;
  onclose: ((event: { code: number }) => void) | null;
  onmessage: ((event: { data: string | ArrayBuffer }) => void) | null;
  send(data: string | Uint8Array<ArrayBuffer>): void;
  close(): void;
}

/** What the transport needs of the browser; a test brings its own. */
export interface Surroundings {
  connect(): Socket;
  /** Runs `run` after `delay` ms; returns what cancels it. */
  after(delay: number, run: () => void): () => void;
  random(): number;
  hidden(): boolean;
  /** Calls back when the network returns or the tab is shown. */
  onWake(wake: () => void): void;
}

export interface Listener {
  /** The greeting for a new connection. */
  greeting(): BrowserMessage;
  opened(message: Opened): void;
  received(decoded: Decoded): void;
  stateChanged(state: ConnectionState): void;
  undecodable(error: unknown): void;
}

const FIRST_DELAY_MS = 250;
const GROWTH = 1.7;
const LONGEST_DELAY_MS = 15_000;
/** A connection that is not open by then is given up and tried again. */
const OPENING_DEADLINE_MS = 10_000;
/** Close codes by which the server says that trying again is of no use. */
const FINAL_CODES = { from: 4400, below: 4500 };
const FINAL_REFUSALS = new Set(["bad-token", "expired-token", "session-gone", "not-open"]);

export class Transport {
  state: ConnectionState = "connecting";
  #socket: Socket | null = null;
  #failures = 0;
  #cancelTimer: (() => void) | null = null;

  constructor(
    private readonly surroundings: Surroundings,
    private readonly listener: Listener,
  ) {
    surroundings.onWake(() => this.#wake());
  }

  /** Opens the first connection. */
  start(): void {
    this.#connect();
  }

  /** Sends if the connection is open; says whether it did. */
  send(message: BrowserMessage, buffers?: Buffers): boolean {
    if (this.state !== "open" || !this.#socket) return false;
    this.#socket.send(encode(message, buffers));
    return true;
  }

  /** Gives up this connection and opens another, to be told again what is missing. */
  restart(): void {
    this.#lose();
  }

  #connect(): void {
    this.#cancelTimer?.();
    const socket = this.surroundings.connect();
    this.#socket = socket;
    socket.binaryType = "arraybuffer";
    socket.onopen = () => socket.send(encode(this.listener.greeting()));
    socket.onmessage = ({ data }) => this.#receive(data);
    socket.onclose = ({ code }) => {
      if (code >= FINAL_CODES.from && code < FINAL_CODES.below) this.#end();
      else this.#lose();
    };
    this.#cancelTimer = this.surroundings.after(OPENING_DEADLINE_MS, () => this.#lose());
  }

  #receive(data: string | ArrayBuffer): void {
    let decoded: Decoded;
    try {
      decoded = decode(data);
    } catch (error) {
      this.listener.undecodable(error);
      return;
    }
    const { message } = decoded;
    if (message.t === "opened") this.#opened(message);
    else this.listener.received(decoded);
    const final = message.t === "close" || (message.t === "error" && FINAL_REFUSALS.has(message.code));
    if (final) this.#end();
  }

  #opened(message: Opened): void {
    this.#cancelTimer?.();
    this.#failures = 0;
    this.#enter("open");
    this.listener.opened(message);
  }

  #lose(): void {
    if (this.state === "gone") return;
    this.#detach();
    this.#enter("reconnecting");
    const growing = Math.min(FIRST_DELAY_MS * GROWTH ** this.#failures, LONGEST_DELAY_MS);
    const delay = growing * (0.5 + this.surroundings.random() / 2);
    this.#failures += 1;
    this.#cancelTimer = this.surroundings.after(delay, () => {
      // A hidden tab waits until it is shown; `onWake` tells.
      if (!this.surroundings.hidden()) this.#connect();
    });
  }

  #wake(): void {
    if (this.state !== "reconnecting" || this.#socket) return;
    this.#failures = 0;
    this.#connect();
  }

  #end(): void {
    this.#detach();
    this.#enter("gone");
  }

  #detach(): void {
    this.#cancelTimer?.();
    this.#cancelTimer = null;
    const socket = this.#socket;
    this.#socket = null;
    if (!socket) return;
    socket.onopen = socket.onclose = socket.onmessage = null;
    socket.close();
  }

  #enter(state: ConnectionState): void {
    if (state === this.state) return;
    this.state = state;
    this.listener.stateChanged(state);
  }
}
