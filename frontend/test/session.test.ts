import { beforeEach, describe, expect, test } from "vitest";
import { Diagnostics } from "../src/core/diagnostics.ts";
import type { BrowserMessage, Frame } from "../src/core/messages.ts";
import { Session } from "../src/core/session.ts";
import { Store } from "../src/core/store.ts";
import { FakeBrowser } from "./fakes.ts";

const FIRST: Frame = {
  t: "frame",
  rev: 1,
  ack: 0,
  add: [
    [1, "IntSlider", { end: 10 }],
    [2, "Button", {}],
  ],
  roots: [[1, "main"]],
};

let browser: FakeBrowser;
let store: Store;
let session: Session;
let said: string[];
let shown: number;
let handed: unknown[];
let failures: unknown[];

beforeEach(() => {
  browser = new FakeBrowser();
  store = new Store();
  said = [];
  shown = 0;
  handed = [];
  failures = [];
  const display = {
    mount: { show: () => void (shown += 1), refresh: () => undefined },
    bokeh: { receive: (parts: unknown) => void handed.push(parts) },
    links: { received: () => undefined, changed: () => undefined, happened: () => undefined },
    status: { show: () => undefined },
    notices: { show: (failure: unknown) => void failures.push(failure) },
  };
  const page = { v: 1, ws: "/ws", token: "t", theme: "auto", dev: false, keepAlive: 0, frame: FIRST } as const;
  session = new Session(page, store, display, browser, new Diagnostics((text) => said.push(text)));
  session.begin(store.apply(FIRST, () => false));
  session.connect();
});

const sent = (): BrowserMessage[] => browser.socket.sent;

function frame(rev: number, content: Partial<Frame> = {}): void {
  browser.socket.say({ t: "frame", rev, ack: 0, ...content });
}

describe("the first frame", () => {
  test("is said to be on the screen once per connection, and not before it is", () => {
    browser.socket.accept();
    expect(sent()).toEqual([{ t: "open", v: 1, token: "t", rev: 1, tab: "11", attempt: 1 }]);
    session.painted();
    expect(sent().at(-1)).toEqual({ t: "loaded" });
    browser.socket.break();
    browser.pass(250);
    browser.socket.accept();
    expect(sent().map(({ t }) => t)).toEqual(["open", "loaded"]);
  });
});

describe("a failure of the app", () => {
  test.each(["app-error", "app-notice"] as const)("is shown and refuses nothing: %s", (code) => {
    browser.socket.accept();
    session.edit(1, { value: 5 }, false);
    const failure = { t: "error", code, message: "division by zero", count: 2 } as const;
    browser.socket.say(failure);
    expect(failures).toEqual([failure]);
    expect(store.get(1)?.props["value"]).toBe(5);
    expect(said).toEqual([]);
  });
});

describe("frames", () => {
  beforeEach(() => browser.socket.accept());

  test("are shown, and acknowledged half a second later", () => {
    frame(2, { set: [[1, { value: 4 }]] });
    expect(store.get(1)?.props["value"]).toBe(4);
    expect(shown).toBe(1);
    browser.pass(499);
    expect(sent().map(({ t }) => t)).toEqual(["open"]);
    browser.pass(1);
    expect(sent().at(-1)).toEqual({ t: "ack", rev: 2 });
  });

  test("are acknowledged before the server waits for it", () => {
    for (const rev of [2, 3, 4, 5, 6]) frame(rev);
    expect(sent().slice(1)).toEqual([{ t: "ack", rev: 5 }]);
  });

  test("that are large are acknowledged at once", () => {
    frame(2, { set: [[1, { label: "x".repeat(65536) }]] });
    expect(sent().at(-1)).toEqual({ t: "ack", rev: 2 });
  });

  test("are not acknowledged where an edit or event does it", () => {
    frame(2);
    session.event(2, "click", {});
    browser.pass(1000);
    expect(sent().slice(1)).toMatchObject([{ t: "event", rev: 2 }]);
  });

  test("of a lost connection are acknowledged by the next greeting", () => {
    frame(2);
    browser.socket.break();
    browser.pass(250);
    browser.socket.accept(0, 2);
    browser.pass(1000);
    expect(sent()).toMatchObject([{ t: "open", rev: 2 }]);
  });

  test("that were seen before are acknowledged and not shown again", () => {
    frame(2);
    frame(2, { set: [[1, { value: 9 }]] });
    expect(store.get(1)?.props["value"]).toBe(0);
    expect(sent().at(-1)).toEqual({ t: "ack", rev: 2 });
  });

  test("with a gap before them end the connection, so that the server fills it", () => {
    frame(2);
    frame(4);
    expect(said).toHaveLength(1);
    browser.pass(250);
    browser.socket.accept(0, 4);
    expect(sent()[0]).toMatchObject({ t: "open", rev: 2, tab: "11", attempt: 2 });
    frame(5, { set: [[1, { value: 7 }]] });
    expect(store.get(1)?.props["value"]).toBe(7);
  });

  test("that cannot be shown are reported, and the next one is taken", () => {
    frame(2, { set: [[99, {}]] });
    frame(3, { set: [[1, { value: 2 }]] });
    expect(said[0]).toContain("bad-frame");
    expect(store.get(1)?.props["value"]).toBe(2);
  });

  test("hand their Bokeh parts over in order", () => {
    frame(2, { patch: { events: [1] } });
    frame(3, { patch: { events: [2] } });
    expect(handed).toMatchObject([{ patch: { events: [1] } }, { patch: { events: [2] } }]);
  });
});

describe("an edit", () => {
  beforeEach(() => browser.socket.accept());

  test("stands against a frame that has not seen it, and yields to one that has", () => {
    session.edit(1, { value: 5 }, false);
    frame(2, { set: [[1, { value: 3 }]] });
    expect(store.get(1)?.props["value"]).toBe(5);
    frame(3, { ack: 1, set: [[1, { value: 4 }]] });
    expect(store.get(1)?.props["value"]).toBe(4);
  });

  test("that is refused gives way to the server's value", () => {
    session.edit(1, { value: 50 }, false);
    browser.socket.say({ t: "error", code: "bad-value", message: "too much", seq: 1 });
    expect(store.get(1)?.props["value"]).toBe(0);
    expect(said[0]).toContain("bad-value");
  });

  test("made offline is sent when the connection is back", () => {
    browser.socket.break();
    session.edit(1, { value: 5 }, false);
    session.event(2, "click", {});
    browser.pass(250);
    browser.socket.accept();
    expect(sent().slice(1)).toMatchObject([
      { t: "edit", seq: 1 },
      { t: "event", seq: 2 },
    ]);
  });

  test("of a component that is gone is no one's", () => {
    frame(2, { drop: [1], roots: [] });
    session.edit(1, { value: 5 }, false);
    expect(sent().map(({ t }) => t)).toEqual(["open"]);
  });
});

describe("the tab", () => {
  test("says when it is hidden and shown, and again on a new connection", () => {
    browser.socket.accept();
    browser.isHidden = true;
    session.visibilityChanged();
    expect(sent().at(-1)).toEqual({ t: "visible", value: false });
    browser.socket.break();
    browser.isHidden = false;
    session.visibilityChanged();
    browser.pass(250);
    browser.socket.accept();
    expect(sent().at(-1)).toEqual({ t: "visible", value: true });
  });
});
