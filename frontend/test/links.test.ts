import { beforeEach, describe, expect, test } from "vitest";
import type { BokehModel, BokehPart } from "../src/core/context.ts";
import { Diagnostics } from "../src/core/diagnostics.ts";
import { Links } from "../src/core/links.ts";
import type { BrowserMessage, ComponentId, Frame, Props } from "../src/core/messages.ts";
import { Session } from "../src/core/session.ts";
import { Store } from "../src/core/store.ts";
import type { Snippet } from "../src/code/written.ts";
import type { Definition } from "../src/links/definition.ts";
import { open } from "../src/links/index.ts";
import { FakeBrowser } from "./fakes.ts";

const SLIDER = 1;
const TEXT = 2;
const FIELD = 3;
const BUTTON = 4;

let browser: FakeBrowser;
let store: Store;
let session: Session;
let said: string[];
let models: Map<string, BokehModel>;
let applied: () => void;
let loads: number;

/** A page with these links from the slider; resolves when the code that runs them is there. */
async function page(...links: Partial<Definition>[]): Promise<void> {
  const frame: Frame = {
    t: "frame",
    rev: 1,
    ack: 0,
    add: [
      [SLIDER, "IntSlider", { end: 10, ...(links.length > 0 && { links: links.map((link, id) => ({ id, ...link })) }) }],
      [TEXT, "StaticText", {}],
      [FIELD, "TextInput", {}],
      [BUTTON, "Button", {}],
    ],
    roots: [[SLIDER, "main"]],
  };
  const diagnostics = new Diagnostics((text) => said.push(text));
  const part: BokehPart = {
    receive: () => undefined,
    show: () => () => undefined,
    model: (id) => models.get(id) ?? null,
    watch: (callback) => (applied = callback),
  };
  const links_ = new Links(
    async () => {
      loads += 1;
      return { open: (port) => open(port, (parameters, body) => new Function(...parameters, body) as Snippet) };
    },
    {
      store,
      edit: (id, props) => session.edit(id, props, true),
      show: (id, props) => session.show(id, props),
      bokeh: async () => part,
      diagnostics,
    },
  );
  const display = {
    mount: { show: () => undefined, refresh: () => undefined },
    bokeh: { receive: () => undefined },
    links: links_,
    status: { show: () => undefined },
    notices: { show: () => undefined },
  };
  const state = { v: 1, ws: "/ws", token: "t", theme: "auto", dev: false, keepAlive: 0, frame } as const;
  session = new Session(state, store, display, browser, diagnostics);
  session.begin(store.apply(frame, () => false));
  session.connect();
  browser.socket.accept();
  await new Promise((resolve) => setTimeout(resolve));
}

beforeEach(() => {
  browser = new FakeBrowser();
  store = new Store();
  said = [];
  models = new Map();
  loads = 0;
});

const value = (id: ComponentId, name = "value"): unknown => store.get(id)?.props[name];
const told = (): BrowserMessage[] => browser.socket.sent.filter(({ t }) => t !== "open" && t !== "ack");

function move(to: number): void {
  session.edit(SLIDER, { value: to }, true);
}

let rev = 1;
beforeEach(() => void (rev = 1));

function frame(set: [ComponentId, Props][], more: Partial<Frame> = {}): void {
  rev += 1;
  browser.socket.say({ t: "frame", rev, ack: 99, set, ...more });
}

test("a page without links does not load their code", async () => {
  await page();
  move(3);
  expect(loads).toBe(0);
});

describe("properties", () => {
  test("that no visitor edits change in the browser alone", async () => {
    await page({ target: { id: TEXT }, set: [["value", "text"]] });
    move(3);
    expect(value(TEXT, "text")).toBe("3");
    expect(told()).toMatchObject([{ t: "edit", id: SLIDER }]);
  });

  test("that a visitor edits are told to the server as an edit", async () => {
    await page({ target: { id: FIELD }, set: [["value", "value"]] });
    move(3);
    expect(told()).toMatchObject([
      { t: "edit", id: SLIDER, props: { value: 3 } },
      { t: "edit", id: FIELD, props: { value: "3" } },
    ]);
  });

  test("follow what the server says", async () => {
    await page({ target: { id: TEXT }, set: [["value", "text"]] });
    frame([[SLIDER, { value: 7 }]]);
    expect(value(TEXT, "text")).toBe("7");
  });

  test("that the server changes together stay as it says", async () => {
    await page({ target: { id: FIELD }, set: [["value", "value"]], both: true });
    frame([
      [SLIDER, { value: 7 }],
      [FIELD, { value: "eight" }],
    ]);
    expect([value(SLIDER), value(FIELD)]).toEqual([7, "eight"]);
    expect(told()).toEqual([]);
  });

  test("go both ways and come to rest", async () => {
    await page({ target: { id: FIELD }, set: [["value", "value"]], both: true });
    move(3);
    expect(value(FIELD)).toBe("3");
    session.edit(FIELD, { value: "5" }, false);
    expect(value(SLIDER)).toBe("5");
    expect(said).toEqual([]);
  });

  test("of a link in several browsers are told by the one where the change began", async () => {
    await page({ target: { id: FIELD }, set: [["value", "value"]], shared: true });
    frame([[SLIDER, { value: 7 }]]);
    expect(value(FIELD)).toBe("7");
    expect(told()).toEqual([]);
    move(8);
    expect(told()).toHaveLength(2);
  });

  test("start alike", async () => {
    await page({ target: { id: TEXT }, set: [["end", "text"]] });
    expect(value(TEXT, "text")).toBe("10");
  });

  test("shown as text cannot become markup", async () => {
    await page({ target: { id: 5 }, set: [["value", "html"]], text: true });
    frame([], { add: [[5, "Markdown", {}]] });
    session.edit(SLIDER, { value: "<b>" }, false);
    expect(value(5, "html")).toBe("<p>&lt;b&gt;</p>");
  });

  test("of what is not on the page are let be", async () => {
    await page({ target: { id: 77 }, set: [["value", "text"]] });
    move(3);
    frame([], { drop: [TEXT] });
    expect(said).toEqual([]);
  });
});

describe("code", () => {
  test("sees source, target and arguments by Python's or the browser's names", async () => {
    await page({
      target: { id: TEXT },
      run: [["value", "target.value = `${cb_obj.value + n} of ${source.end}`; field.value = target.text"]],
      args: { n: { value: 1 }, field: { id: FIELD } },
    });
    move(3);
    expect(value(TEXT, "text")).toBe("4 of 10");
    expect(value(FIELD)).toBe("4 of 10");
  });

  test("that fails is reported, and the next run is tried", async () => {
    await page({ target: { id: TEXT }, run: [["value", "if (source.value === 1) nothing.here(); target.text = 'fine'"]] });
    move(1);
    expect(said[0]).toContain("link-failed");
    move(2);
    expect(value(TEXT, "text")).toBe("fine");
  });

  test.each(["target.nonsense = 1", "target.links = []", "syntax error"])("%s is an error", async (code) => {
    await page({ target: { id: TEXT }, run: [["value", code]] });
    move(1);
    expect(said).toHaveLength(1);
  });

  test("runs on a click, before the server hears of it", async () => {
    await page();
    const links = [{ id: 9, run: [["clicks", "field.value = `${cb_obj.clicks}`"]], args: { field: { id: FIELD } }, events: { clicks: "click" } }];
    frame([[BUTTON, { links }]]);
    await new Promise((resolve) => setTimeout(resolve));
    session.event(BUTTON, "click", {});
    session.event(BUTTON, "click", {});
    expect(value(FIELD)).toBe("2");
    expect(told().map(({ t }) => t)).toEqual(["edit", "event", "edit", "event"]);
  });

  test("that changes its own source does not run for ever", async () => {
    await page({ run: [["value", "source.value = source.value + 1"]] });
    move(1);
    expect(value(SLIDER)).toBe(2);
  });
});

test("links that the server takes away end", async () => {
  await page({ target: { id: TEXT }, set: [["value", "text"]] });
  frame([[SLIDER, { links: [] }]]);
  move(3);
  expect(value(TEXT, "text")).toBe("");
});

test("what happens while the code is on its way is caught up", async () => {
  const coming = page({ target: { id: TEXT }, set: [["value", "text"]] });
  move(4);
  expect(value(TEXT, "text")).toBe("");
  await coming;
  expect(value(TEXT, "text")).toBe("4");
});

describe("a Bokeh model", () => {
  const model = (values: Props): BokehModel => {
    const slots: (() => void)[] = [];
    const properties = { size: { change: { connect: (slot: () => void) => slots.push(slot) } } };
    let { size } = values;
    return Object.defineProperty({ ...values, properties } as BokehModel, "size", {
      get: () => size,
      set: (next: unknown) => {
        size = next;
        for (const slot of slots) slot();
      },
    });
  };

  test("is found when it comes, and followed", async () => {
    await page({ target: { model: "g" }, set: [["value", "glyph.size"]], both: true });
    move(3);
    const glyph = model({ size: 1 });
    models.set("g", { properties: {}, glyph });
    applied();
    expect(glyph["size"]).toBe(3);
    move(4);
    expect(glyph["size"]).toBe(4);
    glyph["size"] = { value: 6 };
    expect(value(SLIDER)).toBe(6);
  });

  test("that code names keeps the code waiting", async () => {
    await page({ run: [["value", "p.size = cb_obj.value"]], args: { p: { model: "p" } } });
    move(3);
    expect(said).toEqual([]);
    models.set("p", model({ size: 1 }));
    move(5);
    expect(models.get("p")?.["size"]).toBe(5);
  });
});
