import { beforeEach, describe, expect, test } from "vitest";
import { Transport, type ConnectionState } from "../src/core/transport.ts";
import { FakeBrowser } from "./fakes.ts";

let browser: FakeBrowser;
let states: ConnectionState[];
let heard: unknown[];
let transport: Transport;

beforeEach(() => {
  browser = new FakeBrowser();
  states = [];
  heard = [];
  transport = new Transport(browser, {
    greeting: (attempt) => ({ t: "open", v: 1, token: "t", rev: 3, attempt }),
    opened: (message) => heard.push(message),
    received: ({ message }) => heard.push(message),
    stateChanged: (state) => states.push(state),
    undecodable: (error) => heard.push(error),
  });
  transport.start();
});

describe("opening", () => {
  test("greets, and is open when the server has answered", () => {
    browser.socket.onopen?.();
    expect(browser.socket.sent).toEqual([{ t: "open", v: 1, token: "t", rev: 3, attempt: 1 }]);
    expect(transport.send({ t: "loaded" })).toBe(false);
    browser.socket.say({ t: "opened", rev: 3, received: 0 });
    expect(states).toEqual(["open"]);
    expect(transport.send({ t: "loaded" })).toBe(true);
    expect(browser.socket.sent).toHaveLength(2);
  });

  test("that takes too long is given up and tried again", () => {
    browser.pass(10_000);
    expect(browser.sockets[0]?.closed).toBe(true);
    browser.pass(250);
    expect(browser.sockets).toHaveLength(2);
  });
});

describe("a lost connection", () => {
  test("is opened again, later each time", () => {
    browser.socket.accept();
    const waits: number[] = [];
    for (let attempt = 0; attempt < 12; attempt += 1) {
      const { length } = browser.sockets;
      browser.socket.break();
      const from = browser.now;
      while (browser.sockets.length === length) browser.pass(10);
      waits.push(browser.now - from);
    }
    expect(waits[0]).toBe(250);
    expect(waits.every((wait, index) => index === 0 || wait >= (waits[index - 1] as number))).toBe(true);
    expect(waits.at(-1)).toBe(15_000);
    browser.socket.accept();
    expect(states).toEqual(["open", "reconnecting", "open"]);
  });

  test("is not opened by all pages at the same moment", () => {
    browser.chance = 0;
    browser.socket.break();
    browser.pass(124);
    expect(browser.sockets).toHaveLength(1);
    browser.pass(1);
    expect(browser.sockets).toHaveLength(2);
  });

  test("counts its attempts, so that the server knows the latest", () => {
    browser.socket.break();
    browser.pass(250);
    browser.socket.onopen?.();
    expect(browser.socket.sent).toMatchObject([{ attempt: 2 }]);
  });

  test("starts from the short delay once it was open", () => {
    for (let attempt = 0; attempt < 6; attempt += 1) {
      browser.socket.break();
      browser.pass(15_000);
    }
    browser.socket.accept();
    browser.socket.break();
    const { length } = browser.sockets;
    browser.pass(250);
    expect(browser.sockets).toHaveLength(length + 1);
  });

  test("waits while the tab is hidden, and comes back at once when it is shown", () => {
    browser.socket.accept();
    browser.isHidden = true;
    browser.socket.break();
    browser.pass(600_000);
    expect(browser.sockets).toHaveLength(1);
    browser.wake();
    expect(browser.sockets).toHaveLength(2);
  });

  test("comes back at once when the network does, and only once", () => {
    browser.socket.break();
    browser.wake();
    browser.wake();
    browser.pass(1_000);
    expect(browser.sockets).toHaveLength(2);
  });

  test("leaves an open connection alone when the tab is shown", () => {
    browser.socket.accept();
    browser.wake();
    expect(browser.sockets).toHaveLength(1);
  });
});

describe("a session that is gone", () => {
  test.each([
    ["a close code of its own", () => browser.socket.break(4407)],
    ["the server's goodbye", () => browser.socket.say({ t: "close", reason: "stopping" })],
    ["a refusal of the token", () => browser.socket.say({ t: "error", code: "expired-token", message: "" })],
  ])("is known by %s, and never tried again", (_, end) => {
    browser.socket.accept();
    end();
    browser.wake();
    browser.pass(600_000);
    expect(states).toEqual(["open", "gone"]);
    expect(browser.sockets).toHaveLength(1);
  });

  test("is told from one that another page has taken over, for which this page does not fight", () => {
    browser.socket.accept();
    browser.socket.break(4409);
    browser.wake();
    browser.pass(600_000);
    expect(states).toEqual(["open", "moved"]);
    expect(browser.sockets).toHaveLength(1);
  });

  test("is not one whose message was refused", () => {
    browser.socket.accept();
    browser.socket.say({ t: "error", code: "bad-value", message: "", seq: 1 });
    expect(transport.state).toBe("open");
  });
});

test("what cannot be read is reported and harms nothing", () => {
  browser.socket.accept();
  browser.socket.onmessage?.({ data: "{" });
  expect(heard.at(-1)).toBeInstanceOf(Error);
  expect(transport.state).toBe("open");
});
