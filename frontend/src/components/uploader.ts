/** Sends files to the server in pieces, and knows how far it is. */

/** What a widget that receives files tells of its uploads: bytes that have come, or why one was refused. */
export type Transfers = Record<string, number | string>;

export type Send = (name: "begin" | "piece" | "cancel", data: Record<string, unknown>) => void;

const FIRST_PIECE = 64 * 1024;
/** As base64 it stays well below what a server takes as one message. */
const LARGEST_PIECE = 512 * 1024;
/** Pieces under way at once. */
const WINDOW = 3;
/** A piece that came within this many ms lets the next ones be larger. */
const QUICK = 400;

export class Uploader {
  readonly #key = crypto.randomUUID?.() ?? String(Math.random());
  readonly total: number;
  received = 0;
  /** Why the server refused it. */
  error: string | null = null;
  done = false;
  #place = 0;
  #offset = 0;
  #sent = 0;
  #piece = FIRST_PIECE;
  #sentAt = 0;
  #begun = false;
  #reading = false;

  /** `changed` is called when there is something new to show. */
  constructor(
    readonly files: readonly File[],
    private readonly send: Send,
    private readonly changed: () => void,
    private readonly options: { more: boolean; largest: number },
  ) {
    this.total = files.reduce((sum, { size }) => sum + size, 0);
    const announced = files.map((file) => [file.webkitRelativePath || file.name, file.type, file.size]);
    this.send("begin", { key: this.#key, files: announced, more: options.more });
  }

  /** The server tells how far its uploads are. */
  follow(transfers: Transfers): void {
    const state = transfers[this.#key];
    if (state === undefined || this.done || this.error !== null) return;
    if (typeof state === "string") this.#end(state);
    else {
      if (state > this.received && performance.now() - this.#sentAt < QUICK) this.#grow();
      this.received = state;
      this.#begun = true;
      if (state === this.total) this.#end(null);
      else void this.#pump();
    }
  }

  cancel(): void {
    this.#end("Cancelled.");
  }

  #grow(): void {
    this.#piece = Math.min(this.#piece * 2, LARGEST_PIECE, this.options.largest);
  }

  #end(error: string | null): void {
    if (this.done || this.error !== null) return;
    this.error = error;
    this.done = error === null;
    this.send("cancel", { key: this.#key });
    this.changed();
  }

  /** Sends on while not too much is under way. */
  async #pump(): Promise<void> {
    if (this.#reading || !this.#begun) return;
    this.#reading = true;
    try {
      while (this.#sent - this.received < WINDOW * this.#piece && (await this.#sendPiece())) this.changed();
    } catch {
      this.#end("The file could not be read.");
    } finally {
      this.#reading = false;
    }
    this.changed();
  }

  /** Whether there was one left. */
  async #sendPiece(): Promise<boolean> {
    while (this.#offset >= (this.files[this.#place]?.size ?? Infinity)) {
      this.#place += 1;
      this.#offset = 0;
    }
    const file = this.files[this.#place];
    if (!file || this.done || this.error !== null) return false;
    const blob = file.slice(this.#offset, this.#offset + Math.min(this.#piece, this.options.largest));
    const data = await base64(blob);
    this.#offset += blob.size;
    this.#sent += blob.size;
    this.#sentAt = performance.now();
    this.send("piece", { key: this.#key, data, more: this.options.more });
    return true;
  }
}

function base64(blob: Blob): Promise<string> {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve(String(reader.result).split(",", 2)[1] ?? "");
    reader.onerror = () => reject(reader.error ?? new Error("unreadable"));
    reader.readAsDataURL(blob);
  });
}

/** A number of bytes in words: "1.4 MB". */
export function sizeInWords(bytes: number): string {
  const units = ["bytes", "KB", "MB", "GB"];
  let place = 0;
  let size = bytes;
  while (size >= 1000 && place < units.length - 1) {
    size /= 1000;
    place += 1;
  }
  return `${place === 0 || size >= 100 ? Math.round(size) : size.toFixed(1)} ${units[place]}`;
}
