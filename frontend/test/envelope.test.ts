import { describe, expect, test } from "vitest";
import { decode, encode } from "../src/core/envelope.ts";
import type { BrowserMessage, ServerMessage } from "../src/core/messages.ts";

const patch: BrowserMessage = { t: "patch", seq: 1, rev: 2, patch: { events: ["ä"] } };

function bytes(...values: number[]): ArrayBuffer {
  return new Uint8Array(values).buffer;
}

describe("the envelope", () => {
  test("is text where there are no buffers", () => {
    expect(encode(patch)).toBe(JSON.stringify(patch));
  });

  test("has no halves of characters", () => {
    const typed = (value: string): BrowserMessage => ({ t: "edit", seq: 1, rev: 1, id: 1, props: { value } });
    expect(encode(typed("a\ud83d"))).toBe(JSON.stringify(typed("a\ufffd")));
    expect(encode(typed("\ud83d\ude00 \\ud83d"))).toBe(JSON.stringify(typed("\ud83d\ude00 \\ud83d")));
  });

  test("is a length, a header and the buffers where there are some", () => {
    const coded = encode(
      patch,
      new Map([
        ["a", bytes(1, 2)],
        ["b", bytes(3)],
      ]),
    ) as Uint8Array<ArrayBuffer>;
    const length = new DataView(coded.buffer).getUint32(0);
    const header = JSON.parse(new TextDecoder().decode(coded.slice(4, 4 + length))) as object;
    expect(header).toEqual({
      ...patch,
      buffers: [
        ["a", 2],
        ["b", 1],
      ],
    });
    expect([...coded.slice(4 + length)]).toEqual([1, 2, 3]);
  });

  test("comes back as it went", () => {
    const buffers = new Map([
      ["a", bytes(1, 2)],
      ["empty", bytes()],
    ]);
    const coded = encode(patch, buffers) as Uint8Array<ArrayBuffer>;
    const decoded = decode(coded.buffer);
    expect(decoded.message).toEqual(patch as unknown as ServerMessage);
    expect([...decoded.buffers].map(([id, buffer]) => [id, [...new Uint8Array(buffer)]])).toEqual([
      ["a", [1, 2]],
      ["empty", []],
    ]);
  });

  test.each([
    ["no JSON", "{"],
    ["no object", "3"],
    ["no kind", "{}"],
    ["too short", bytes(0, 0)],
    ["a header longer than the message", bytes(0, 0, 0, 9, 123)],
  ])("refuses %s", (_, data) => {
    expect(() => decode(data)).toThrow();
  });

  test("refuses buffers that are cut off", () => {
    const coded = encode(patch, new Map([["a", bytes(1, 2)]])) as Uint8Array<ArrayBuffer>;
    expect(() => decode(coded.buffer.slice(0, -1))).toThrow("buffer a");
  });
});
