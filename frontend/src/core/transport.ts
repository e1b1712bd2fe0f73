/** One WebSocket at a time, opened again for as long as the session lives. */

import { decode, encode, type Decoded } from "./envelope.ts";
import { Heartbeat } from "./heartbeat.ts";
import type { BrowserMessage, Buffers, Opened, ServerMessage } from "./messages.ts";

/** "moved": another page has taken over the session. */
export type ConnectionState = "connecting" | "open" | "reconnecting" | "gone" | "moved";

export interface Socket {
  binaryType: string;
  /** Bytes that have yet to leave the browser. */
  readonly bufferedAmount: number;
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
  /** The greeting for a new connection, the page's `attempt`-th. */
  greeting(attempt: number): BrowserMessage;
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
const FINAL_REFUSALS = new Set(["bad-token", "bad-user", "expired-token", "session-gone", "not-open"]);
/** Close code by which it says that another page has the session now. */
const TAKEN_OVER = 4409;

export class Transport {
  state: ConnectionState = "connecting";
  #socket: Socket | null = null;
  #failures = 0;
  #attempts = 0;
  /** The `seq` of what was sent last. */
  #said = 0;
  #cancelTimer: (() => void) | null = null;
  readonly #heartbeat: Heartbeat;

  /** `keepAlive`: after how many ms of silence the server is asked whether it is there; 0 never. */
  constructor(
    private readonly surroundings: Surroundings,
    private readonly listener: Listener,
    keepAlive = 0,
  ) {
    this.#heartbeat = new Heartbeat(keepAlive, {
      after: (delay, run) => surroundings.after(delay, run),
      hidden: () => surroundings.hidden(),
      ask: () => void this.send({ t: "ping" }),
      unsent: () => this.#socket?.bufferedAmount ?? 0,
      failed: () => this.#lose(),
    });
    surroundings.onWake(() => this.wake());
  }

  /** Opens the first connection. */
  start(): void {
    this.#connect();
  }

  /** Sends if the connection is open; says whether it did. */
  send(message: BrowserMessage, buffers?: Buffers): boolean {
    if (this.state !== "open" || !this.#socket) return false;
    this.#socket.send(encode(message, buffers));
    if ("seq" in message) {
      this.#said = message.seq;
      this.#heartbeat.said();
    }
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
    this.#attempts += 1;
    const greeting = this.#attempts;
    socket.onopen = () => socket.send(encode(this.listener.greeting(greeting)));
    socket.onmessage = ({ data }) => this.#receive(data);
    socket.onclose = ({ code }) => {
      if (code === TAKEN_OVER) this.#end("moved");
      else if (code >= FINAL_CODES.from && code < FINAL_CODES.below) this.#end();
      else this.#lose();
    };
    this.#cancelTimer = this.surroundings.after(OPENING_DEADLINE_MS, () => this.#lose());
  }

  #receive(data: string | ArrayBuffer): void {
    this.#heartbeat.heard();
    let decoded: Decoded;
    try {
      decoded = decode(data);
    } catch (error) {
      this.listener.undecodable(error);
      return;
    }
    const { message } = decoded;
    if (message.t === "pong") this.#heartbeat.answered();
    else if (acknowledged(message) >= this.#said) this.#heartbeat.acknowledged();
    if (message.t === "opened") this.#opened(message);
    else this.listener.received(decoded);
    const final = message.t === "close" || (message.t === "error" && FINAL_REFUSALS.has(message.code));
    if (final) this.#end();
  }

  #opened(message: Opened): void {
    this.#cancelTimer?.();
    this.#failures = 0;
    this.#enter("open");
    this.#heartbeat.start();
    this.listener.opened(message);
  }

  #lose(): void {
    if (this.state === "gone" || this.state === "moved") return;
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

  /** Tries at once, where the connection is lost and the next attempt is still to come. */
  wake(): void {
    this.#heartbeat.check();
    if (this.state !== "reconnecting" || this.#socket) return;
    this.#failures = 0;
    this.#connect();
  }

  #end(state: "gone" | "moved" = "gone"): void {
    this.#detach();
    this.#enter(state);
  }

  #detach(): void {
    this.#heartbeat.stop();
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

/** Up to which `seq` the server says that it has everything; -1 where it says nothing of it. */
function acknowledged(message: ServerMessage): number {
  if (message.t === "frame") return message.ack;
  return (message.t === "ack" || message.t === "error") && "seq" in message ? (message.seq ?? -1) : -1;
}
