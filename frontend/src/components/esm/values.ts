/** Values of an app's own parameters, as they travel and as its code has them. */

const BYTES = "lanai:bytes";

export function fromWire(value: unknown): unknown {
  if (value === null || typeof value !== "object" || !Object.hasOwn(value, BYTES)) return value;
  const letters = atob(String((value as Record<string, unknown>)[BYTES]));
  return new DataView(Uint8Array.from(letters, (letter) => letter.charCodeAt(0)).buffer);
}

export function toWire(value: unknown): unknown {
  if (value instanceof Date) return value.toISOString();
  if (value instanceof ArrayBuffer) return bytes(new Uint8Array(value));
  if (value instanceof DataView || value instanceof Uint8Array) {
    return bytes(new Uint8Array(value.buffer, value.byteOffset, value.byteLength));
  }
  return ArrayBuffer.isView(value) ? Array.from(value as unknown as ArrayLike<number>) : value;
}

function bytes(content: Uint8Array): Record<string, string> {
  let letters = "";
  for (const code of content) letters += String.fromCharCode(code);
  return { [BYTES]: btoa(letters) };
}
