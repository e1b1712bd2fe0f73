/** What the page tells a button about the file that it asked for. */

import type { ComponentId } from "../core/messages.ts";

export interface Parcel {
  received?: number;
  size?: number;
  error?: string;
  name?: string;
  /** The whole file, when it is there. */
  blob?: Blob;
}

const EVENT = "lanai-parcel";

export function announce(owner: ComponentId, parcel: Parcel): void {
  document.dispatchEvent(new CustomEvent(EVENT, { detail: { owner, parcel } }));
}

/** Calls back with what is told to the component; returns what ends that. */
export function hear(owner: ComponentId, callback: (parcel: Parcel) => void): () => void {
  const listen = (event: Event): void => {
    const told = (event as CustomEvent<{ owner: ComponentId; parcel: Parcel }>).detail;
    if (told.owner === owner) callback(told.parcel);
  };
  document.addEventListener(EVENT, listen);
  return () => document.removeEventListener(EVENT, listen);
}

/** Lets the browser save something under a name: what the address holds, or what is there. No code. */
export function save(href: string, name: string): void {
  if (!/^(blob|data|https?):$/.test(new URL(href, document.baseURI).protocol)) return;
  const link = document.createElement("a");
  link.href = href;
  link.download = name;
  link.click();
}
