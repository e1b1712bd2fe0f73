import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { toasts, type Message, type Toasts } from "../src/notices/toasts.ts";

let stack: Toasts;
const closed = vi.fn();

beforeEach(() => {
  vi.useFakeTimers();
  closed.mockReset();
  stack = toasts();
});

afterEach(() => {
  document.body.replaceChildren();
  vi.useRealTimers();
});

function show(key: string, message: Partial<Message> = {}): void {
  stack.show(key, { text: key, type: "info", duration: 3000, ...message }, () => closed(key));
}

const all = (selector: string): HTMLElement[] => [...(stack.shadowRoot?.querySelectorAll<HTMLElement>(selector) ?? [])];
const texts = (): string[] => all(".text").map(({ textContent }) => textContent);
const pointer = (name: string): boolean => all(".stack")[0]?.dispatchEvent(new Event(name)) ?? false;

describe("a toast", () => {
  test("shows text as it is, in the one stack of the page", () => {
    expect(toasts()).toBe(stack);
    show("a", { text: "<img src=x onerror=alert(1)> & <b>" });
    expect(texts()).toEqual(["<img src=x onerror=alert(1)> & <b>"]);
    expect(all("img, b")).toEqual([]);
  });

  test.each([
    ["info", "status", "Information"],
    ["success", "status", "Success"],
    ["warning", "alert", "Warning"],
    ["error", "alert", "Error"],
  ])("of type %s is in a region of role %s, which was there before", (type, role, name) => {
    const regions = all(`[role=${role}]`);
    expect(regions).toHaveLength(1);
    show("a", { type });
    expect(regions[0]?.querySelector(".toast")).not.toBeNull();
    expect(all("svg[role=img]").map((icon) => icon.getAttribute("aria-label"))).toEqual([name]);
  });

  test("is there for its duration, and then says so", () => {
    show("a");
    show("b", { duration: 5000 });
    vi.advanceTimersByTime(2999);
    expect(texts()).toEqual(["a", "b"]);
    vi.advanceTimersByTime(1);
    expect(texts()).toEqual(["b"]);
    expect(closed.mock.calls).toEqual([["a"]]);
  });

  test("of duration 0 stays until it is closed", () => {
    show("a", { duration: 0 });
    vi.advanceTimersByTime(10_000_000);
    expect(texts()).toEqual(["a"]);
    all("button")[0]?.click();
    expect(texts()).toEqual([]);
    expect(closed.mock.calls).toEqual([["a"]]);
  });

  test("that is withdrawn says nothing", () => {
    show("a");
    stack.withdraw("a");
    stack.withdraw("unknown");
    vi.advanceTimersByTime(10_000);
    expect(texts()).toEqual([]);
    expect(closed).not.toHaveBeenCalled();
  });

  test("waits while the pointer is on the stack, and for a second at least after that", () => {
    show("a");
    vi.advanceTimersByTime(2900);
    pointer("pointerenter");
    vi.advanceTimersByTime(60_000);
    pointer("pointerleave");
    vi.advanceTimersByTime(999);
    expect(texts()).toEqual(["a"]);
    vi.advanceTimersByTime(1);
    expect(texts()).toEqual([]);
  });

  test("waits while the tab is hidden", () => {
    const hidden = vi.spyOn(document, "hidden", "get").mockReturnValue(true);
    show("a");
    vi.advanceTimersByTime(60_000);
    expect(texts()).toEqual(["a"]);
    hidden.mockReturnValue(false);
    document.dispatchEvent(new Event("visibilitychange"));
    vi.advanceTimersByTime(3000);
    expect(texts()).toEqual([]);
    hidden.mockRestore();
  });

  test("is closed by Escape where it has the focus", () => {
    show("a", { duration: 0 });
    show("b", { duration: 0 });
    const escape = new KeyboardEvent("keydown", { key: "Escape", bubbles: true });
    all(".stack")[0]?.dispatchEvent(escape);
    expect(texts()).toEqual(["a", "b"]);
    all("button")[0]?.dispatchEvent(escape);
    expect(texts()).toEqual(["b"]);
  });

  test("takes an icon that is a character, draws an SVG so that nothing in it runs, and no other markup", () => {
    show("a", { type: null, icon: "🔥" });
    show("b", { type: null, icon: "<svg onload='alert(1)'><path d='M0 0'/></svg>" });
    show("c", { type: null, icon: "<i class='fa'></i>" });
    const [character, drawing, other] = all(".icon");
    expect(character?.textContent).toBe("🔥");
    expect(drawing?.children).toHaveLength(0);
    expect(drawing?.getAttribute("style")).toContain("data:image/svg+xml,%3Csvg%20xmlns");
    expect(other?.tagName.toLowerCase()).toBe("svg");
    expect(all("i, [onload]")).toEqual([]);
  });

  test("is nearest to the edge when it is the latest, whatever its type", () => {
    show("a", { type: "error" });
    show("b", { type: "info" });
    const order = (text: string): number => Number(all(".toast").find((each) => each.textContent.includes(text))?.style.order);
    expect(order("b")).toBeGreaterThan(order("a"));
    stack.position = "top-center";
    expect(all(".stack")[0]?.dataset).toMatchObject({ edge: "top", side: "center" });
  });
});
