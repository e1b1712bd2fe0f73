/** What the visitor did and the server has not yet acknowledged: numbered, kept, sent again after a reconnect. */

import type { Buffers, ComponentId, NumberedMessage, Props } from "./messages.ts";

export interface Line {
  /** Sends now if the connection is open; otherwise the message waits for `resume`. */
  send(message: NumberedMessage, buffers?: Buffers): void;
  /** The revision the page shows. */
  rev(): number;
}

interface Sent {
  message: NumberedMessage;
  buffers: Buffers | undefined;
}

type Unnumbered<M> = M extends NumberedMessage ? Omit<M, "seq" | "rev"> : never;

export class Outgoing {
  #seq = 0;
  #began = false;
  #unacknowledged: Sent[] = [];
  /** Continuous edits that wait for an earlier edit of the same property: the latest value only. */
  readonly #held = new Map<ComponentId, Props>();

  constructor(private readonly line: Line) {}

  /** An edit that counts as it stands (a release, a choice, an Enter). */
  edit(id: ComponentId, props: Props): void {
    this.#forget(id, Object.keys(props));
    this.#flush();
    this.#post({ t: "edit", id, props });
  }

  /** One of a stream of edits (a drag, typing): only the latest matters while one is under way. */
  editContinuously(id: ComponentId, props: Props): void {
    const waits = Object.keys(props).some((name) => this.pending(id, name));
    if (waits) this.#held.set(id, { ...this.#held.get(id), ...props });
    else this.#post({ t: "edit", id, props });
  }

  /** Whatever the visitor edited before is sent first, so that the app sees it when the event arrives. */
  event(id: ComponentId, name: string, data: Props = {}): void {
    this.#flush();
    this.#post({ t: "event", id, name, data });
  }

  patch(patch: { events: unknown[] }, buffers: Buffers): void {
    this.#flush();
    this.#post({ t: "patch", patch }, buffers);
  }

  /** Whether an edit of this property is under way: held back, or sent and not acknowledged. */
  pending(id: ComponentId, name: string): boolean {
    return Object.hasOwn(this.#held.get(id) ?? {}, name) || this.#underWay(id, name);
  }

  /** All messages up to `seq` took effect: returns those. Held edits whose turn it is go out. */
  acknowledge(seq: number): NumberedMessage[] {
    const settled = this.#unacknowledged.filter(({ message }) => message.seq <= seq);
    this.#unacknowledged = this.#unacknowledged.filter(({ message }) => message.seq > seq);
    this.#release();
    return settled.map(({ message }) => message);
  }

  /** One message was refused: it is settled, and returned so that its effect can be taken back. */
  refuse(seq: number): NumberedMessage | undefined {
    const refused = this.#unacknowledged.find(({ message }) => message.seq === seq);
    this.#unacknowledged = this.#unacknowledged.filter((sent) => sent !== refused);
    this.#release();
    return refused?.message;
  }

  /**
   * The connection is open (again), and the server has everything up to `received`: sends the rest, in order.
   *
   * Where another page of the session was there before this one, the numbers go on where that one's ended.
   */
  resume(received: number): void {
    if (!this.#began) this.#continueAt(received);
    this.#began = true;
    this.#seq = Math.max(this.#seq, received);
    for (const { message, buffers } of this.#unacknowledged) {
      if (message.seq > received) this.line.send(message, buffers);
    }
  }

  /** Components are gone: nothing of theirs is worth sending any more. */
  drop(ids: ComponentId[]): void {
    for (const id of ids) this.#held.delete(id);
  }

  /** Nothing was sent yet: what waits has numbers that may be another page's. */
  #continueAt(received: number): void {
    this.#seq = received;
    for (const { message } of this.#unacknowledged) message.seq = this.#seq += 1;
  }

  #release(): void {
    for (const [id, props] of [...this.#held]) {
      const ready = Object.keys(props).filter((name) => !this.#underWay(id, name));
      if (ready.length === 0) continue;
      this.#forget(id, ready);
      this.#post({ t: "edit", id, props: Object.fromEntries(ready.map((name) => [name, props[name]])) });
    }
  }

  #flush(): void {
    for (const [id, props] of [...this.#held]) {
      this.#held.delete(id);
      this.#post({ t: "edit", id, props });
    }
  }

  #underWay(id: ComponentId, name: string): boolean {
    return this.#unacknowledged.some(({ message: m }) => m.t === "edit" && m.id === id && Object.hasOwn(m.props, name));
  }

  #forget(id: ComponentId, names: string[]): void {
    const held = this.#held.get(id);
    if (!held) return;
    const rest = Object.entries(held).filter(([name]) => !names.includes(name));
    if (rest.length > 0) this.#held.set(id, Object.fromEntries(rest));
    else this.#held.delete(id);
  }

  #post(content: Unnumbered<NumberedMessage>, buffers?: Buffers): void {
    this.#seq += 1;
    const message = { ...content, seq: this.#seq, rev: this.line.rev() } as NumberedMessage;
    this.#unacknowledged.push({ message, buffers });
    this.line.send(message, buffers);
  }
}
