/** The page's side of a session: frames in, edits and events out. */

import type { BokehParts } from "./context.ts";
import type { Diagnostics } from "./diagnostics.ts";
import type { Decoded } from "./envelope.ts";
import type { Links } from "./links.ts";
import type { AppFailure, Buffers, ComponentId, Entered, Frame, Opened, PageState, Props, Refusal } from "./messages.ts";
import type { Mount } from "./mount.ts";
import type { Notices } from "./notices.ts";
import { Outgoing } from "./outgoing.ts";
import { Receipts } from "./receipts.ts";
import type { Status } from "./status.ts";
import type { Changes, Store } from "./store.ts";
import { Transport, type Listener, type Surroundings } from "./transport.ts";

/** What shows a frame. */
export interface Display {
  mount: Pick<Mount, "show" | "refresh">;
  bokeh: { receive(parts: BokehParts): void };
  links: Pick<Links, "received" | "changed" | "happened">;
  status: Pick<Status, "show">;
  notices: Pick<Notices, "show">;
  /** Loads the page again. Only while the app is being written. */
  reload?: (values: Entered[]) => void;
}

export class Session {
  readonly #outgoing: Outgoing;
  readonly #transport: Transport;
  readonly #receipts: Receipts;
  readonly #isPending = (id: ComponentId, name: string): boolean => this.#outgoing.pending(id, name);
  #painted = false;
  #toldHidden = false;
  /** The first frame after `opened` may come after a gap: what it replaces never arrived. */
  #resuming = true;

  constructor(
    private readonly page: PageState,
    private readonly store: Store,
    private readonly display: Display,
    private readonly surroundings: Surroundings,
    private readonly diagnostics: Diagnostics,
  ) {
    const tab = nameOf(surroundings);
    const listener: Listener = {
      greeting: (attempt) => {
        this.#receipts.told(store.rev);
        return { t: "open", v: page.v, token: page.token, rev: store.rev, tab, attempt };
      },
      opened: (message) => this.#opened(message),
      received: (decoded) => this.#received(decoded),
      stateChanged: (state) => display.status.show(state),
      undecodable: (error) => diagnostics.report("protocol", "bad-envelope", "a message could not be read", error),
    };
    this.#transport = new Transport(surroundings, listener, page.keepAlive);
    this.#receipts = new Receipts({
      after: (delay, run) => surroundings.after(delay, run),
      tell: (rev) => void this.#transport.send({ t: "ack", rev }),
    });
    this.#outgoing = new Outgoing({
      send: (message, buffers) => {
        if (this.#transport.send(message, buffers)) this.#receipts.told(message.rev);
      },
      rev: () => store.rev,
    });
  }

  /** Takes over from the page's inline frame, which brought these changes to the store. */
  begin(changes: Changes): void {
    const { frame } = this.page;
    this.#handBokeh(frame, new Map());
    this.display.links.received(frame, changes);
  }

  connect(): void {
    this.#transport.start();
  }

  /** Connects at once, where the connection is lost and the next attempt is still to come. */
  tryNow(): void {
    this.#transport.wake();
  }

  /** The first frame is on the screen. */
  painted(): void {
    this.#painted = true;
    this.#transport.send({ t: "loaded" });
  }

  /** The tab was hidden or shown. */
  visibilityChanged(): void {
    const value = !this.surroundings.hidden();
    if (this.#transport.send({ t: "visible", value })) this.#toldHidden = !value;
  }

  edit(id: ComponentId, props: Props, continuous: boolean): void {
    if (!this.store.get(id)) return;
    this.store.edit(id, props);
    if (continuous) this.#outgoing.editContinuously(id, props);
    else this.#outgoing.edit(id, props);
    const names = new Set(Object.keys(props));
    this.display.mount.refresh(id, names);
    this.display.links.changed(id, names);
  }

  /** Changes properties in this browser alone. */
  show(id: ComponentId, props: Props): void {
    if (!this.store.get(id)) return;
    this.display.mount.show(this.store.show(id, props));
    this.display.links.changed(id, new Set(Object.keys(props)));
  }

  /** Links come first: what they change, the app knows when the event arrives. */
  event(id: ComponentId, name: string, data: Props): void {
    if (!this.store.get(id)) return;
    this.display.links.happened(id, name);
    this.#outgoing.event(id, name, data);
  }

  patch(patch: { events: unknown[] }, buffers: Buffers): void {
    this.#outgoing.patch(patch, buffers);
  }

  #opened(message: Opened): void {
    this.#resuming = true;
    this.#outgoing.resume(message.received);
    // Said again on a new connection: the first time may have been lost with the old one.
    if (this.#painted) this.#transport.send({ t: "loaded" });
    if (this.surroundings.hidden() || this.#toldHidden) this.visibilityChanged();
  }

  #received({ message, buffers, size }: Decoded): void {
    if (message.t === "frame") this.#frame(message, buffers, size);
    else if (message.t === "ack") this.#acknowledged(message.seq);
    else if (message.t === "reload") this.display.reload?.(message.values ?? []);
    else if (message.t !== "error") return;
    else if (isFailure(message)) this.display.notices.show(message);
    else this.#refused(message);
  }

  #frame(frame: Frame, buffers: Buffers, size: number): void {
    if (frame.rev <= this.store.rev) return this.#receipts.tell();
    if (frame.rev > this.store.rev + 1 && !this.#resuming) {
      this.diagnostics.report("protocol", "lost-frame", `expected frame ${this.store.rev + 1}, got ${frame.rev}`);
      return this.#transport.restart();
    }
    this.#resuming = false;
    this.#acknowledged(frame.ack);
    let changes: Changes | null = null;
    try {
      changes = this.store.apply(frame, this.#isPending);
      this.display.mount.show(changes);
    } catch (error) {
      this.diagnostics.report("protocol", "bad-frame", `frame ${frame.rev} could not be shown`, error);
      this.store.rev = frame.rev;
    }
    this.#outgoing.drop(frame.drop ?? []);
    this.#handBokeh(frame, buffers);
    if (changes) this.display.links.received(frame, changes);
    this.#receipts.shown(frame.rev, size);
  }

  #handBokeh({ document, patch }: Frame, buffers: Buffers): void {
    if (!document && !patch) return;
    this.display.bokeh.receive({ ...(document && { document }), ...(patch && { patch }), buffers });
  }

  #acknowledged(seq: number): void {
    for (const message of this.#outgoing.acknowledge(seq)) {
      if (message.t === "edit") this.store.confirm(message.id, message.props, this.#isPending);
    }
  }

  #refused({ code, message, seq }: Refusal): void {
    this.diagnostics.report("app", code, message);
    if (seq === undefined) return;
    const refused = this.#outgoing.refuse(seq);
    if (refused?.t !== "edit") return;
    const back = this.store.revert(refused.id, Object.keys(refused.props), this.#isPending);
    if (back.length === 0) return;
    this.display.mount.refresh(refused.id, new Set(back));
    this.display.links.changed(refused.id, new Set(back));
  }
}

/** A name by which the server tells this page from another one that has the same session. */
function nameOf(surroundings: Surroundings): string {
  return `${surroundings.random()}${surroundings.random()}`.replaceAll("0.", "");
}

function isFailure(message: Refusal | AppFailure): message is AppFailure {
  return message.code === "app-error" || message.code === "app-notice";
}
