/** A browser without a network: sockets, clock and chance in the hands of the test. */

import type { BrowserMessage, ServerMessage } from "../src/core/messages.ts";
import type { Socket, Surroundings } from "../src/core/transport.ts";

export class FakeSocket implements Socket {
  binaryType = "";
  onopen: Socket["onopen"] = null;
  onclose: Socket["onclose"] = null;
  onmessage: Socket["onmessage"] = null;
  closed = false;
  bufferedAmount = 0;
  readonly sent: BrowserMessage[] = [];

  send(data: string | Uint8Array<ArrayBuffer>): void {
    if (this.closed) throw new Error("sent on a closed socket");
    this.sent.push(JSON.parse(data as string) as BrowserMessage);
  }

  close(): void {
    this.closed = true;
  }

  /** The server speaks. */
  say(message: ServerMessage): void {
    this.onmessage?.({ data: JSON.stringify(message) });
  }

  /** The server takes the connection and answers the greeting. */
  accept(received = 0, rev = 1): void {
    this.onopen?.();
    this.say({ t: "opened", rev, received });
  }

  break(code = 1006): void {
    this.closed = true;
    this.onclose?.({ code });
  }
}

export class FakeBrowser implements Surroundings {
  readonly sockets: FakeSocket[] = [];
  readonly #timers = new Set<{ at: number; run: () => void }>();
  #wake: () => void = () => undefined;
  now = 0;
  isHidden = false;

  get socket(): FakeSocket {
    return this.sockets.at(-1) as FakeSocket;
  }

  connect(): Socket {
    const socket = new FakeSocket();
    this.sockets.push(socket);
    return socket;
  }

  after(delay: number, run: () => void): () => void {
    const timer = { at: this.now + delay, run };
    this.#timers.add(timer);
    return () => this.#timers.delete(timer);
  }

  /** What chance gives: 1 makes the delays as long as they can be. */
  chance = 1;

  random(): number {
    return this.chance;
  }

  hidden(): boolean {
    return this.isHidden;
  }

  onWake(wake: () => void): void {
    this.#wake = wake;
  }

  /** The tab is shown, or the network is back. */
  wake(): void {
    this.isHidden = false;
    this.#wake();
  }

  /** Lets `duration` ms pass. */
  pass(duration: number): void {
    this.now += duration;
    for (const timer of [...this.#timers]) {
      if (timer.at > this.now || !this.#timers.delete(timer)) continue;
      timer.run();
    }
  }
}
