/** The envelope: JSON text, or (with buffers) a length-prefixed JSON header followed by the buffers. */

import type { BrowserMessage, Buffers, ServerMessage } from "./messages.ts";

export interface Decoded {
  message: ServerMessage;
  buffers: Buffers;
  /** How much came: characters of text, or bytes. */
  size: number;
}

const PREFIX_BYTES = 4;
const NO_BUFFERS: Buffers = new Map();

/** Text when there are no buffers, else the binary form. */
export function encode(message: BrowserMessage, buffers: Buffers = NO_BUFFERS): string | Uint8Array<ArrayBuffer> {
  if (buffers.size === 0) return write(message);
  const index = [...buffers].map(([id, buffer]) => [id, buffer.byteLength]);
  const header = new TextEncoder().encode(write({ ...message, buffers: index }));
  const size = [...buffers.values()].reduce((sum, buffer) => sum + buffer.byteLength, 0);
  const bytes = new Uint8Array(PREFIX_BYTES + header.length + size);
  new DataView(bytes.buffer).setUint32(0, header.length);
  bytes.set(header, PREFIX_BYTES);
  let offset = PREFIX_BYTES + header.length;
  for (const buffer of buffers.values()) {
    bytes.set(new Uint8Array(buffer), offset);
    offset += buffer.byteLength;
  }
  return bytes;
}

/** JSON. Half a character, as a text cut off within an emoji ends with, becomes U+FFFD: a server takes no other. */
function write(message: object): string {
  const text = JSON.stringify(message);
  if (!text.includes("\\ud")) return text;
  return JSON.stringify(message, (_, value: unknown) =>
    typeof value === "string" ? value.replace(/\p{Surrogate}/gu, "\ufffd") : value,
  );
}

/** The message and its buffers. Throws where the bytes are not an envelope. */
export function decode(data: string | ArrayBuffer): Decoded {
  if (typeof data === "string") return { message: parse(data), buffers: new Map(), size: data.length };
  const start = PREFIX_BYTES + headerLength(data);
  const text = new TextDecoder().decode(new Uint8Array(data, PREFIX_BYTES, start - PREFIX_BYTES));
  const { buffers: index = [], ...message } = parse(text) as ServerMessage & { buffers?: [string, number][] };
  const buffers: Buffers = new Map();
  let offset = start;
  for (const [id, length] of index) {
    if (offset + length > data.byteLength) throw new Error(`expected ${length} bytes of buffer ${id}, got fewer`);
    buffers.set(id, data.slice(offset, offset + length));
    offset += length;
  }
  return { message: message as ServerMessage, buffers, size: data.byteLength };
}

function headerLength(data: ArrayBuffer): number {
  const length = data.byteLength < PREFIX_BYTES ? Infinity : new DataView(data).getUint32(0);
  if (PREFIX_BYTES + length > data.byteLength) {
    throw new Error(`expected an envelope, got ${data.byteLength} bytes that do not hold one`);
  }
  return length;
}

function parse(text: string): ServerMessage {
  const message: unknown = JSON.parse(text);
  if (typeof message !== "object" || message === null || typeof (message as { t?: unknown }).t !== "string") {
    throw new Error('expected a JSON object with a kind "t"');
  }
  return message as ServerMessage;
}
