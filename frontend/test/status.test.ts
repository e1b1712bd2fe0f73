import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { Status } from "../src/core/status.ts";

const remedies = { tryNow: vi.fn(), startAfresh: vi.fn() };
let status: Status;
const words = (): string => (document.querySelector("[role=status]")?.textContent ?? "").replace(/\s+/g, " ").trim();
const buttons = (): HTMLButtonElement[] => [...document.querySelectorAll("button")];

beforeEach(() => {
  vi.useFakeTimers();
  vi.clearAllMocks();
  status = new Status(remedies);
});

afterEach(() => {
  document.body.replaceChildren();
  vi.restoreAllMocks();
  vi.useRealTimers();
});

describe("the sign of the connection", () => {
  test("is silent while all is well, in a region that is there already", () => {
    expect(document.querySelector("[role=status]")).not.toBeNull();
    status.show("open");
    vi.advanceTimersByTime(10_000);
    expect(words()).toBe("");
    expect(buttons()).toEqual([]);
  });

  test("does not flash for an absence that is over soon", () => {
    status.show("open");
    status.show("reconnecting");
    vi.advanceTimersByTime(200);
    status.show("open");
    vi.advanceTimersByTime(10_000);
    expect(words()).toBe("");
  });

  test("says that the connection is lost, offers to try now, and says when it is back", () => {
    status.show("open");
    status.show("reconnecting");
    vi.advanceTimersByTime(799);
    expect(words()).toBe("");
    vi.advanceTimersByTime(1);
    expect(words()).toBe("Reconnecting…");
    expect(buttons().map(({ textContent }) => textContent)).toEqual(["Try now"]);
    buttons()[0]?.click();
    expect(remedies.tryNow).toHaveBeenCalledOnce();
    expect(buttons().map(({ textContent }) => textContent)).toEqual(["Trying…"]);
    vi.advanceTimersByTime(1000);
    expect(buttons().map(({ textContent }) => textContent)).toEqual(["Try now"]);
    status.show("open");
    expect(words()).toBe("Connected again");
    vi.advanceTimersByTime(2000);
    expect(words()).toBe("");
  });

  test("says it in the app's words too", () => {
    status.lost = "The <b>lab</b> is closed.";
    status.show("reconnecting");
    vi.advanceTimersByTime(800);
    expect(words()).toBe("The <b>lab</b> is closed. Reconnecting…");
  });

  test("knows when it is the visitor's own network", () => {
    const onLine = vi.spyOn(navigator, "onLine", "get").mockReturnValue(false);
    status.show("reconnecting");
    vi.advanceTimersByTime(800);
    expect(words()).toBe("You are offline. What you change is kept until you are back.");
    onLine.mockReturnValue(true);
    dispatchEvent(new Event("online"));
    expect(words()).toBe("Reconnecting…");
  });

  test.each([
    ["gone", "This session has ended."],
    ["moved", "This session goes on in another tab."],
  ] as const)("of a session that is %s offers to start afresh, once asked", (state, said) => {
    status.show("reconnecting");
    status.show(state);
    expect(words()).toContain(said);
    buttons()[0]?.click(); // meant for "Try now"
    vi.advanceTimersByTime(100_000);
    expect(remedies.startAfresh).not.toHaveBeenCalled();
    expect(buttons().map(({ textContent }) => textContent)).toEqual(["Start afresh"]);
    buttons()[0]?.click();
    expect(remedies.startAfresh).toHaveBeenCalledOnce();
  });
});
