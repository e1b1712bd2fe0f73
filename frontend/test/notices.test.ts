import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { Diagnostics } from "../src/core/diagnostics.ts";
import { Notices } from "../src/core/notices.ts";
import { parse } from "../src/notices/failure.ts";
import * as overlay from "../src/notices/overlay.ts";
import * as toast from "../src/notices/toast.ts";

const DIVISION = `Traceback (most recent call last):
  File "app.py", line 7, in divide
    return 1 / number
           ~~^~~~~~~~
ZeroDivisionError: division by zero
`;

afterEach(() => document.body.replaceChildren());

function root(name: string): ShadowRoot {
  return document.querySelector(`.${name}, ${name}`)?.shadowRoot as ShadowRoot;
}

const tidy = (element: Element | null): string => (element?.textContent ?? "").replace(/\s+/g, " ").trim();

describe("a traceback", () => {
  test.each([
    ["as usual", DIVISION, "ZeroDivisionError", "division by zero"],
    ["without frames", "ValueError: no\n", "ValueError", "no"],
    ["without a message", "Traceback (most recent call last):\n  File\nKeyError\n", "KeyError", ""],
    ["with a message of lines", "Traceback (most recent call last):\n  File\na.B: one\n  two: 2\n", "a.B", "one\n  two: 2"],
    [
      "of a chain",
      `${DIVISION}\nThe above exception was the direct cause of the following exception:\n\n` +
        "Traceback (most recent call last):\n  File\nRuntimeError: could not\n",
      "RuntimeError",
      "could not",
    ],
    [
      "of a group",
      "  + Exception Group Traceback (most recent call last):\n  |   File\n  | ExceptionGroup: both (1 sub-exception)\n" +
        "  +-+---------------- 1 ----------------\n    | ValueError: no\n    +------------------------------------\n",
      "ExceptionGroup",
      "both (1 sub-exception)",
    ],
    ["that is none", "not a traceback,\nis this?", "Error", "is this?"],
  ])("%s", (_, text, kind, message) => {
    expect(parse(text)).toEqual({ kind, message, traceback: text.trimEnd() });
  });
});

describe("the overlay", () => {
  let show: (text: string, count: number) => void;
  const dialog = (): HTMLDialogElement => root("lanai-errors").querySelector("dialog") as HTMLDialogElement;
  const text = (selector: string): string => tidy(root("lanai-errors").querySelector(selector));
  const press = (selector: string): void => root("lanai-errors").querySelector<HTMLElement>(selector)?.click();

  beforeEach(() => (show = overlay.open()));

  test("shows what the traceback says, as text", () => {
    show(DIVISION.replace("division by zero", "<img src=x> & <b>"), 1);
    expect(dialog().open).toBe(true);
    expect(dialog().getAttribute("role")).toBe("alertdialog");
    expect(text("h2")).toBe("ZeroDivisionError");
    expect(text("#message")).toBe("<img src=x> & <b>");
    expect(dialog().querySelector("img, b")).toBeNull();
    expect(dialog().querySelector("pre")?.textContent).toContain("           ~~^~~~~~~~\n");
    expect(text(".count")).toBe("1 error");
  });

  test("counts, and stays with the failure that is being read", () => {
    show("ValueError: one", 1);
    show("ValueError: two", 2);
    expect(text(".count")).toBe("3 errors");
    expect(text("#message")).toBe("one");
    expect(text("nav span")).toBe("1 of 2");
    press("[aria-label='Later error']");
    expect(text("#message")).toBe("two");
    expect(text("h2")).toBe("ValueError 2 times");
  });

  test("dismissed, comes again for a failure that is new and not for one that was seen", () => {
    show("ValueError: one", 1);
    press(".dismiss");
    expect(dialog().open).toBe(false);
    show("ValueError: one", 4);
    expect(dialog().open).toBe(false);
    expect(text(".again")).toBe("5 errors");
    show("ValueError: two", 1);
    expect(dialog().open).toBe(true);
    expect(text("#message")).toBe("two");
    press(".dismiss");
    press(".again");
    expect(dialog().open).toBe(true);
  });

  test("keeps the last fifty", () => {
    for (let number = 1; number <= 60; number++) show(`ValueError: ${number}`, 1);
    expect(text(".count")).toBe("60 errors");
    expect(text("nav span")).toBe("1 of 50");
    expect(text("#message")).toBe("11");
  });
});

describe("the sentence of the app's own", () => {
  test("is an alert for five seconds, not doubled, and comes again", () => {
    vi.useFakeTimers();
    const show = toast.open();
    const alerts = (): string[] => [...root("lanai-toasts").querySelectorAll("[role=alert] .text")].map(tidy);
    show("Something <b>went</b> wrong.");
    vi.advanceTimersByTime(4000);
    show("Something <b>went</b> wrong.");
    expect(alerts()).toEqual(["Something <b>went</b> wrong."]);
    vi.advanceTimersByTime(4999);
    expect(alerts()).toHaveLength(1);
    vi.advanceTimersByTime(1);
    expect(alerts()).toHaveLength(0);
    show("Something <b>went</b> wrong.");
    expect(alerts()).toHaveLength(1);
    vi.useRealTimers();
  });
});

describe("the code that shows failures", () => {
  test("is loaded once, with the first of its kind, and gets them in order", async () => {
    const said: unknown[] = [];
    let opened = 0;
    const chunk = {
      open: () => {
        opened += 1;
        return (...told: unknown[]) => void said.push(told);
      },
    };
    const never = () => Promise.reject(new Error("not asked for"));
    const notices = new Notices({ "app-error": async () => chunk, "app-notice": never }, new Diagnostics());
    expect(opened).toBe(0);
    notices.show({ t: "error", code: "app-error", message: "one" });
    notices.show({ t: "error", code: "app-error", message: "two", count: 3 });
    await vi.waitFor(() => expect(said).toHaveLength(2));
    expect(said).toEqual([
      ["one", 1],
      ["two", 3],
    ]);
    expect(opened).toBe(1);
  });

  test("is reported where it does not come", async () => {
    const lines: string[] = [];
    const load = () => Promise.reject(new Error("offline"));
    const notices = new Notices(
      { "app-error": load, "app-notice": load },
      new Diagnostics((text) => void lines.push(text)),
    );
    notices.show({ t: "error", code: "app-notice", message: "No." });
    await vi.waitFor(() => expect(lines).toEqual(["[lanai network] notice-not-loaded: No."]));
  });
});
