import { beforeEach, describe, expect, test } from "vitest";
import type { NumberedMessage } from "../src/core/messages.ts";
import { Outgoing } from "../src/core/outgoing.ts";

let sent: NumberedMessage[];
let outgoing: Outgoing;

beforeEach(() => {
  sent = [];
  outgoing = new Outgoing({ send: (message) => void sent.push(message), rev: () => 12 });
});

const edit = (seq: number, id: number, props: object): object => ({ t: "edit", seq, rev: 12, id, props });
const click = (seq: number, id: number): object => ({ t: "event", seq, rev: 12, id, name: "click", data: {} });

describe("numbers", () => {
  test("count from 1 over edits and events", () => {
    outgoing.edit(4, { value: 3 });
    outgoing.event(5, "click");
    expect(sent).toEqual([edit(1, 4, { value: 3 }), click(2, 5)]);
  });
});

describe("continuous edits", () => {
  test("are held back while one is under way, and only the latest is sent", () => {
    for (const value of [1, 2, 3, 4]) outgoing.editContinuously(4, { value });
    expect(sent).toEqual([edit(1, 4, { value: 1 })]);
    outgoing.acknowledge(1);
    expect(sent.slice(1)).toEqual([edit(2, 4, { value: 4 })]);
    outgoing.acknowledge(2);
    expect(sent).toHaveLength(2);
  });

  test("of another property or component go out at once", () => {
    outgoing.editContinuously(4, { value: 1 });
    outgoing.editContinuously(4, { width: 1 });
    outgoing.editContinuously(5, { value: 1 });
    expect(sent).toHaveLength(3);
  });

  test("give way to a final edit of the same property", () => {
    outgoing.editContinuously(4, { value: 1 });
    outgoing.editContinuously(4, { value: 2 });
    outgoing.edit(4, { value: 3, value_throttled: 3 });
    expect(sent.slice(1)).toEqual([edit(2, 4, { value: 3, value_throttled: 3 })]);
    outgoing.acknowledge(2);
    expect(sent).toHaveLength(2);
  });

  test("that are held go out before an event, so that its callback sees them", () => {
    outgoing.editContinuously(4, { value: 1 });
    outgoing.editContinuously(4, { value: 2 });
    outgoing.event(5, "click");
    expect(sent.slice(1)).toEqual([edit(2, 4, { value: 2 }), click(3, 5)]);
  });

  test("of a component that is gone are forgotten", () => {
    outgoing.editContinuously(4, { value: 1 });
    outgoing.editContinuously(4, { value: 2 });
    outgoing.drop([4]);
    outgoing.acknowledge(1);
    expect(sent).toHaveLength(1);
  });
});

describe("pending", () => {
  test("holds from the edit to its acknowledgement", () => {
    expect(outgoing.pending(4, "value")).toBe(false);
    outgoing.edit(4, { value: 3 });
    expect(outgoing.pending(4, "value")).toBe(true);
    expect(outgoing.pending(4, "label")).toBe(false);
    expect(outgoing.acknowledge(1)).toEqual(sent);
    expect(outgoing.pending(4, "value")).toBe(false);
  });

  test("holds for a refused edit no longer", () => {
    outgoing.edit(4, { value: 3 });
    outgoing.edit(4, { value: 4 });
    expect(outgoing.refuse(1)).toEqual(edit(1, 4, { value: 3 }));
    expect(outgoing.pending(4, "value")).toBe(true);
    outgoing.refuse(2);
    expect(outgoing.pending(4, "value")).toBe(false);
  });
});

describe("after a reconnect", () => {
  test("what the server has not received is sent again, in order", () => {
    outgoing.resume(0);
    outgoing.edit(4, { value: 1 });
    outgoing.event(5, "click");
    outgoing.event(6, "click");
    sent.length = 0;
    outgoing.resume(1);
    expect(sent).toEqual([click(2, 5), click(3, 6)]);
  });

  test("what was received and not acknowledged stays pending", () => {
    outgoing.edit(4, { value: 1 });
    outgoing.resume(1);
    expect(outgoing.pending(4, "value")).toBe(true);
  });

  test("buffers are sent again with their message", () => {
    const buffers = new Map([["0", new ArrayBuffer(2)]]);
    const seen: unknown[] = [];
    const line = new Outgoing({ send: (_, with_) => void seen.push(with_), rev: () => 1 });
    line.patch({ events: [] }, buffers);
    line.resume(0);
    expect(seen).toEqual([buffers, buffers]);
  });
});

describe("a second page of a session", () => {
  test("goes on with the numbers where the first one ended, also with what waits", () => {
    outgoing.event(5, "click");
    outgoing.edit(4, { value: 3 });
    sent.length = 0; // nothing was open
    outgoing.resume(7);
    expect(sent).toEqual([click(8, 5), edit(9, 4, { value: 3 })]);
    outgoing.event(5, "click");
    expect(sent.at(-1)).toEqual(click(10, 5));
    expect(outgoing.acknowledge(9)).toHaveLength(2);
  });

  test("does so once: after that its own numbers count", () => {
    outgoing.resume(7);
    outgoing.event(5, "click");
    outgoing.event(5, "click");
    sent.length = 0;
    outgoing.resume(8);
    expect(sent).toEqual([click(9, 5)]);
  });

  test("says nothing again that may have been heard, where the server has more than it ever said", () => {
    outgoing.resume(0);
    outgoing.event(5, "click");
    sent.length = 0;
    outgoing.resume(4);
    expect(sent).toEqual([]);
    outgoing.event(5, "click");
    expect(sent).toEqual([click(5, 5)]);
  });
});
