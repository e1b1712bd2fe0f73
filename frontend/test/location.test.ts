/** The page's URL on the side of the browser: steps of the history, Back, what the browser knows better. */

import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { Location } from "../src/components/page/location.ts";
import type { Context } from "../src/core/context.ts";
import type { Props } from "../src/core/messages.ts";

customElements.define("lanai-location", Location);

let element: Location;
let props: Props;
let said: Props[];
let steps: string[];

/** The page is at `url`, and its location is mounted with what the server says. */
function open(url: string, given: Props = {}, asked = ["/app", "?n=1"]): void {
  history.replaceState(null, "", url);
  props = {
    asked, pathname: "/app", search: "?n=1", hash: "", hostname: "localhost", port: "3000", protocol: "http:",
    reload: false, ...given,
  };
  steps = [];
  for (const kind of ["pushState", "replaceState"] as const) {
    const real = history[kind].bind(history);
    vi.spyOn(history, kind).mockImplementation((state, unused, to) => {
      steps.push(`${kind === "pushState" ? "push" : "replace"} ${(to as URL).search}${(to as URL).hash}`);
      real(state, unused, to);
    });
  }
  const context = {
    edit: (_: number, edit: Props) => {
      said.push(edit);
      Object.assign(props, edit);
    },
  } as Partial<Context> as Context;
  element = document.createElement("lanai-location") as Location;
  document.body.append(element);
  element.attach({ id: 1, type: "Location", props }, context);
}

/** The server changes properties. */
function set(changes: Props): void {
  Object.assign(props, changes);
  element.refresh(new Set(Object.keys(changes)));
}

const act = (): boolean => dispatchEvent(new Event("pointerdown"));
const here = (): string => location.pathname + location.search + location.hash;

beforeEach(() => {
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout", "performance"] });
  (globalThis as unknown as { happyDOM: { setURL(url: string): void } }).happyDOM.setURL("http://localhost:3000/");
  said = [];
});

afterEach(() => {
  element.detach();
  element.remove();
  vi.useRealTimers();
});

describe("at first", () => {
  test("nothing is said where the server knows all", () => {
    open("/app?n=1");
    expect([said, steps, here()]).toEqual([[], [], "/app?n=1"]);
    expect(element.hidden).toBe(true);
  });

  test("the browser tells what it knows better", () => {
    open("/proxy/app?n=1#part", { hostname: "inside" });
    expect(said).toEqual([{ hostname: "localhost", pathname: "/proxy/app", hash: "#part" }]);
    expect(here()).toBe("/proxy/app?n=1#part");
  });

  test("what the app changed is shown, and is no step of the history", () => {
    open("/proxy/app?n=1#part", { search: "?n=1&m=2", hash: "#end" });
    expect(said).toEqual([{ pathname: "/proxy/app" }]);
    expect([steps, here()]).toEqual([["replace ?n=1&m=2#end"], "/proxy/app?n=1&m=2#end"]);
  });
});

describe("the server changes the URL", () => {
  test("by itself: no step", () => {
    open("/app?n=1");
    set({ search: "?n=2" });
    expect([steps, here()]).toEqual([["replace ?n=2"], "/app?n=2"]);
  });

  test("for what the visitor did: a step; a drag or a word typed is one", () => {
    open("/app?n=1");
    act();
    set({ search: "?n=2" });
    for (const n of [3, 4]) {
      vi.advanceTimersByTime(200);
      act();
      set({ search: `?n=${n}` });
    }
    vi.advanceTimersByTime(600);
    set({ search: "?n=5" });
    vi.advanceTimersByTime(600);
    act();
    set({ search: "?n=6", hash: "#x" });
    expect(steps).toEqual(["push ?n=2", "replace ?n=3", "replace ?n=4", "replace ?n=5", "push ?n=6#x"]);
    expect(said).toEqual([]);
  });

  test("in a stream: a few times a second, the last one counts", () => {
    open("/app?n=1");
    for (let n = 2; n < 100; n += 1) {
      set({ search: `?n=${n}` });
      vi.advanceTimersByTime(10);
    }
    vi.advanceTimersByTime(100);
    expect(steps.length).toBeLessThan(12);
    expect(here()).toBe("/app?n=99");
  });

  test("to what differs in writing only: nothing happens", () => {
    open("/app?n=1");
    set({ search: "?n=a%20b" });
    set({ search: "?n=a b" });
    dispatchEvent(new Event("popstate"));
    expect([steps, said]).toEqual([["replace ?n=a%20b"], []]);
  });

  test("the path: on this host, whatever it looks like", () => {
    open("/app?n=1");
    set({ pathname: "//elsewhere.example/x" });
    expect([location.host, location.pathname]).toEqual(["localhost:3000", "//elsewhere.example/x"]);
  });

  test("with `reload`: the page is loaded", () => {
    const assign = vi.spyOn(location, "assign").mockImplementation(() => undefined);
    const reload = vi.spyOn(location, "reload").mockImplementation(() => undefined);
    open("/app?n=1", { reload: true });
    expect([assign.mock.calls, reload.mock.calls]).toEqual([[], []]);
    set({ search: "?n=2" });
    expect(assign.mock.calls.map(([url]) => String(url))).toEqual(["http://localhost:3000/app?n=2"]);
    set({ search: "?n=3", reload: true });
    expect([assign.mock.calls.length, reload.mock.calls.length, here()]).toEqual([1, 1, "/app?n=3"]);
  });

  test("to a part of the page: it is scrolled to", () => {
    open("/app?n=1");
    const part = document.createElement("h2");
    part.id = "größe";
    document.body.append(part);
    const scroll = vi.spyOn(part, "scrollIntoView").mockImplementation(() => undefined);
    set({ hash: "#größe" });
    expect(scroll).toHaveBeenCalledOnce();
    part.remove();
  });
});

describe("the visitor changes the URL", () => {
  test.each(["popstate", "hashchange"])("%s tells the server", (kind) => {
    open("/app?n=1");
    history.replaceState(null, "", new URL("/app?n=7#x", location.href));
    dispatchEvent(new Event(kind));
    expect(said).toEqual([{ search: "?n=7", hash: "#x" }]);
    dispatchEvent(new Event(kind));
    expect(said.length).toBe(1);
  });

  test("is no business of an element that is gone", () => {
    open("/app?n=1");
    element.detach();
    history.replaceState(null, "", new URL("/app?n=7", location.href));
    dispatchEvent(new Event("popstate"));
    expect(said).toEqual([]);
  });
});
