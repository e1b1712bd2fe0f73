import { beforeEach, describe, expect, test } from "vitest";
import { Transport, type ConnectionState } from "../src/core/transport.ts";
import { FakeBrowser } from "./fakes.ts";

const KEEP_ALIVE = 37_000;

let browser: FakeBrowser;
let states: ConnectionState[];
let transport: Transport;

function open(keepAlive: number): void {
  browser = new FakeBrowser();
  states = [];
  const listener = {
    greeting: (attempt: number) => ({ t: "open", v: 1, token: "t", rev: 1, attempt }) as const,
    opened: () => undefined,
    received: () => undefined,
    stateChanged: (state: ConnectionState) => states.push(state),
    undecodable: () => undefined,
  };
  transport = new Transport(browser, listener, keepAlive);
  transport.start();
  browser.socket.accept();
}

beforeEach(() => open(KEEP_ALIVE));

const pings = (): number => browser.socket.sent.filter(({ t }) => t === "ping").length;
const click = (): void => void transport.send({ t: "event", seq: 1, rev: 1, id: 1, name: "click", data: {} });

describe("a silent connection", () => {
  test("is asked after a while, and is left alone when it answers", () => {
    browser.pass(KEEP_ALIVE - 1);
    expect(pings()).toBe(0);
    browser.pass(1);
    expect(pings()).toBe(1);
    browser.socket.say({ t: "pong" });
    browser.pass(KEEP_ALIVE);
    expect(pings()).toBe(2);
    expect(states).toEqual(["open"]);
  });

  test("that does not answer is given up, and another one is opened", () => {
    browser.pass(KEEP_ALIVE);
    browser.pass(2_500);
    expect(states).toEqual(["open"]);
    browser.pass(2_500);
    expect(states).toEqual(["open", "reconnecting"]);
    expect(browser.socket.closed).toBe(true);
    browser.pass(250);
    expect(browser.sockets).toHaveLength(2);
  });

  test("is asked soon when the visitor waits for an answer", () => {
    browser.pass(20_000);
    click();
    browser.pass(3_000);
    click();
    browser.pass(2_000);
    expect(pings()).toBe(1);
    browser.pass(2_500);
    browser.pass(2_500);
    expect(states.at(-1)).toBe("reconnecting");
  });

  test("is not asked where the server is told never to", () => {
    open(0);
    click();
    browser.pass(600_000);
    expect(pings()).toBe(0);
  });
});

describe("a connection on which something comes", () => {
  test("is not asked", () => {
    for (let moment = 0; moment < 10; moment += 1) {
      browser.pass(30_000);
      browser.socket.say({ t: "frame", rev: moment, ack: 0 });
    }
    expect(pings()).toBe(0);
  });

  test("answers by whatever comes", () => {
    browser.pass(KEEP_ALIVE);
    browser.socket.say({ t: "frame", rev: 2, ack: 0 });
    browser.pass(20_000);
    expect(states).toEqual(["open"]);
  });
});

describe("a message that nothing acknowledges", () => {
  const WITHIN = 13_000;
  const lost = (): boolean => states.includes("reconnecting");

  /** Lets time pass while frames come, or none. Returns after how many ms the line was given up. */
  function noticed(streams: boolean, say: (rev: number) => void): number {
    const from = browser.now;
    for (let rev = 2; !lost() && browser.now - from < 60_000; rev += 1) {
      browser.pass(500);
      if (streams && !lost()) say(rev);
    }
    return browser.now - from;
  }

  for (const streams of [false, true]) {
    test(`is noticed in the same time ${streams ? "while frames stream" : "in silence"}`, () => {
      click();
      expect(noticed(streams, (rev) => browser.socket.say({ t: "frame", rev, ack: 0 }))).toBe(10_000);
      expect(10_000).toBeLessThan(WITHIN);
    });
  }

  test("is noticed although an earlier one is acknowledged", () => {
    click();
    transport.send({ t: "event", seq: 2, rev: 1, id: 1, name: "click", data: {} });
    expect(noticed(true, (rev) => browser.socket.say({ t: "frame", rev, ack: 1 }))).toBeLessThan(WITHIN);
  });

  test("is noticed although it was sent after a question that was answered", () => {
    browser.pass(KEEP_ALIVE);
    click();
    browser.socket.say({ t: "pong" });
    expect(pings()).toBe(1);
    expect(noticed(true, (rev) => browser.socket.say({ t: "frame", rev, ack: 0 }))).toBeLessThan(WITHIN);
  });

  test("but whose server answers waits for a callback that takes its time", () => {
    click();
    for (let second = 0; second < 60; second += 1) {
      browser.pass(1_000);
      browser.socket.say({ t: "frame", rev: second + 2, ack: 0 });
      if (browser.socket.sent.at(-1)?.t === "ping") browser.socket.say({ t: "pong" });
    }
    expect(lost()).toBe(false);
    expect(pings()).toBe(1);
  });

  test.each([
    { t: "frame", rev: 2, ack: 1 },
    { t: "ack", seq: 1 },
    { t: "error", code: "bad-value", message: "", seq: 1 },
  ] as const)("is answered by $t", (answer) => {
    click();
    browser.pass(4_000);
    browser.socket.say(answer);
    browser.pass(10_000);
    expect(pings()).toBe(0);
  });
});

describe("a slow line", () => {
  test("on which a large message leaves the browser is not given up", () => {
    browser.socket.bufferedAmount = 1_000_000;
    browser.pass(KEEP_ALIVE);
    for (let rest = 9; rest > 0; rest -= 1) {
      browser.socket.bufferedAmount = rest * 100_000;
      browser.pass(2_500);
    }
    expect(states).toEqual(["open"]);
  });

  test("on which a large message comes gets more time with every attempt", () => {
    const given: number[] = [];
    for (let attempt = 0; attempt < 7; attempt += 1) {
      browser.pass(KEEP_ALIVE);
      const from = browser.now;
      while (states.at(-1) === "open") browser.pass(500);
      given.push(browser.now - from);
      browser.pass(250);
      browser.socket.accept();
    }
    expect(given).toEqual([5_000, 10_000, 20_000, 40_000, 80_000, 80_000, 80_000]);
  });
});

describe("a hidden tab", () => {
  test("asks nothing, and asks at once when it is shown", () => {
    browser.isHidden = true;
    browser.pass(600_000);
    expect(pings()).toBe(0);
    browser.wake();
    expect(pings()).toBe(1);
    browser.pass(2_500);
    browser.pass(2_500);
    expect(states.at(-1)).toBe("reconnecting");
  });

  test("that is hidden while it waits for the answer gives nothing up", () => {
    browser.pass(KEEP_ALIVE);
    browser.isHidden = true;
    browser.pass(600_000);
    expect(states).toEqual(["open"]);
    browser.wake();
    expect(pings()).toBe(2);
  });
});
