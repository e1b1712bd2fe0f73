/** What the browser says of itself, and says again when it changes. */

import { afterEach, expect, test, vi } from "vitest";
import { BrowserInfo } from "../src/components/page/browserinfo.ts";
import type { Context } from "../src/core/context.ts";
import type { Props } from "../src/core/messages.ts";

customElements.define("lanai-browser-info", BrowserInfo);

const NAMES = ["dark_mode", "device_pixel_ratio", "language", "timezone", "timezone_offset", "webdriver", "webgl"];
let element: BrowserInfo;

function open(): Props[] {
  const said: Props[] = [];
  const props: Props = Object.fromEntries(NAMES.map((name) => [name, null]));
  const edit = (_: number, news: Props): void => {
    said.push(news);
    Object.assign(props, news);
  };
  element = document.createElement("lanai-browser-info") as BrowserInfo;
  element.attach({ id: 1, type: "BrowserInfo", props }, { edit } as Partial<Context> as Context);
  return said;
}

afterEach(() => element.detach());

test("everything is told at first", () => {
  const said = open();
  expect(said.length).toBe(1);
  expect(Object.keys(said[0] ?? {}).sort()).toEqual(NAMES);
  expect(said[0]).toMatchObject({
    device_pixel_ratio: devicePixelRatio,
    language: navigator.language,
    timezone: Intl.DateTimeFormat().resolvedOptions().timeZone,
    timezone_offset: new Date().getTimezoneOffset(),
  });
});

test("only what changes is told again, until the element is gone", () => {
  const said = open();
  dispatchEvent(new Event("languagechange"));
  expect(said.length).toBe(1);
  const language = vi.spyOn(navigator, "language", "get").mockReturnValue("rm-CH");
  dispatchEvent(new Event("languagechange"));
  expect(said[1]).toEqual({ language: "rm-CH" });
  element.detach();
  language.mockReturnValue("de");
  dispatchEvent(new Event("languagechange"));
  expect(said.length).toBe(2);
});
