/** The protocol's golden data, which Python's tests read as well. */

import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { decode, encode } from "../src/core/envelope.ts";
import type { BrowserMessage, Frame, ServerMessage } from "../src/core/messages.ts";
import { Schema } from "../src/core/schema.ts";
import { Store, type TreeNode } from "../src/core/store.ts";

interface Sample {
  direction: "server" | "browser";
  message: ServerMessage | BrowserMessage;
}

interface Sequence {
  note: string;
  frames: Frame[];
  tree: TreeNode[];
}

function golden<T>(folder: string): [name: string, content: T][] {
  const path = join(import.meta.dirname, "../../protocol", folder);
  return readdirSync(path)
    .filter((name) => name.endsWith(".json"))
    .map((name) => [name, JSON.parse(readFileSync(join(path, name), "utf8")) as T]);
}

const KINDS = {
  server: ["frame", "ack", "opened", "error", "pong", "reload", "close"],
  browser: ["open", "edit", "event", "patch", "loaded", "ack", "visible", "ping"],
};

describe("samples", () => {
  const samples = golden<Sample>("samples");

  test.each(samples)("%s travels unharmed", (_, { direction, message }) => {
    expect(KINDS[direction]).toContain(message.t);
    if (direction === "server") expect(decode(JSON.stringify(message)).message).toEqual(message);
    else expect(JSON.parse(encode(message as BrowserMessage) as string)).toEqual(message);
  });

  test.each(Object.entries(KINDS))("every kind of the %s has one", (direction, kinds) => {
    const shown = samples.filter(([, sample]) => sample.direction === direction).map(([, { message }]) => message.t);
    expect(new Set(shown)).toEqual(new Set(kinds));
  });
});

describe("sequences", () => {
  test.each(golden<Sequence>("sequences"))("%s ends in its tree", (_, { frames, tree }) => {
    const store = new Store(new Schema());
    for (const frame of frames) store.apply(frame, () => false);
    expect(store.tree()).toEqual(tree);
    expect(store.rev).toBe(frames.at(-1)?.rev);
  });
});
