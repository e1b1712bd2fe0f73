/** How a module of each flavour is run. Each returns what ends it. */

import { again } from "../../core/again.ts";
import type { Host, Model } from "./model.ts";
import { withProperties } from "./model.ts";

export interface Stage {
  url: string;
  el: HTMLElement;
  model: Model;
  host: Host;
}

export type End = () => void;
type Run = (stage: Stage) => Promise<End>;

interface Part {
  render?: (given: Record<string, unknown>) => unknown;
  initialize?: (given: Record<string, unknown>) => unknown;
}
export type Module = Part & { default?: Part | (() => Part | Promise<Part>) | Part["render"] };

const NOTHING: End = () => undefined;
/** How often a module of the app's own is asked for. It may import what does not exist. */
const ATTEMPTS = 5;

function imported(url: string): Promise<Module> {
  return again(() => import(/* @vite-ignore */ url) as Promise<Module>, undefined, ATTEMPTS);
}

const js: Run = async ({ url, el, model, host }) => {
  const module = await imported(url);
  const part = (module.default ?? {}) as Part;
  const render = module.render ?? part.render;
  if (!render) throw new Error("expected the module to export a function `render`");
  const open = withProperties(model, host);
  const made = await render({ model: open, data: open, view: { model: open }, el });
  if (made instanceof Node) el.append(made);
  return typeof made === "function" ? (made as End) : NOTHING;
};

const anywidget: Run = async ({ url, el, model }) => {
  const module = await imported(url);
  const given = typeof module.default === "function" ? await module.default({}) : module.default;
  const { initialize, render = module.render } = (given ?? {}) as Part;
  if (!render && !initialize) throw new Error("expected the module's default export to have a function `render`");
  const ends = [await initialize?.({ model }), await render?.({ model, el })];
  return () => ends.forEach((end) => typeof end === "function" && (end as End)());
};

const react: Run = async (stage) => (await again(() => import("./react.ts"))).run(stage);

export const FLAVOURS: Record<string, Run> = { js, anywidget, react };
