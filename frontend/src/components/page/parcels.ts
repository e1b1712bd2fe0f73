/** Fetches the files that the app gives to this page, one after the other, and saves them. */

import type { Props } from "../../core/messages.ts";
import type { Component } from "../../core/store.ts";
import { announce, type Parcel } from "../parcel.ts";
import { Service } from "./service.ts";

interface Offer {
  key: number;
  owner: number;
  name?: string;
  size?: number;
  error?: string;
}

interface ParcelsProps {
  offers: Offer[];
  piece: { key: number; offset: number; data: string } | null;
}

export class Parcels extends Service<ParcelsProps> {
  #fetching: (Offer & { parts: Blob[]; received: number }) | null = null;
  readonly #settled = new Set<number>();

  refresh(): void {
    this.#takePiece();
    this.#lookWhetherGone();
    this.#next();
  }

  protected override begin(): void {
    this.#next();
  }

  #next(): void {
    if (this.#fetching) return;
    const offer = this.props.offers.find(({ key }) => !this.#settled.has(key));
    if (!offer) return;
    if (offer.error !== undefined) {
      this.#settle(offer, { error: offer.error });
      return;
    }
    this.#fetching = { ...offer, parts: [], received: 0 };
    this.#go();
  }

  #go(): void {
    const now = this.#fetching;
    if (!now) return;
    announce(now.owner, { received: now.received, size: now.size ?? 0 });
    if (now.received < (now.size ?? 0)) this.#event("pull", { key: now.key, offset: now.received });
    else this.#settle(now, { name: now.name ?? "download", blob: new Blob(now.parts) });
  }

  #takePiece(): void {
    const { piece } = this.props;
    const now = this.#fetching;
    if (!now || piece?.key !== now.key || piece.offset !== now.received) return;
    const bytes = Uint8Array.from(atob(piece.data), (char) => char.charCodeAt(0));
    if (bytes.length === 0) {
      this.#settle(now, { error: "The file became shorter while it was read." });
      return;
    }
    now.parts.push(new Blob([bytes]));
    now.received += bytes.length;
    this.#go();
  }

  /** What is not fetched in time makes room for others. */
  #lookWhetherGone(): void {
    const now = this.#fetching;
    if (!now || this.props.offers.some(({ key }) => key === now.key)) return;
    this.#settle(now, { error: "The file is no longer there. Try again." });
  }

  #event(name: string, data: Props): void {
    this.context.event((this.component as Component).id, name, data);
  }

  #settle({ key, owner }: Offer, parcel: Parcel): void {
    this.#settled.add(key);
    this.#fetching = null;
    announce(owner, parcel);
    this.#event("done", { key });
    queueMicrotask(() => this.#next());
  }
}
