/** Components of React: their code is translated from JSX or TSX here, and run with the React of this package. */

import { again, NotLoaded } from "../../core/again.ts";
import * as React from "react";
import * as ReactDOM from "react-dom";
import { createRoot } from "react-dom/client";
import * as jsxRuntime from "react/jsx-runtime";
import { transform } from "sucrase";
import type { End, Module, Stage } from "./flavours.ts";
import { withProperties, type Host, type Model } from "./model.ts";
import { own } from "../../core/names.ts";
import { toWire } from "./values.ts";

const KEY = "lanai.react";
const PACKAGES: Record<string, object> = {
  react: React,
  "react-dom": ReactDOM,
  "react-dom/client": { createRoot },
  "react/jsx-runtime": jsxRuntime,
};
const IMPORT = /(\b(?:from|import)\s*\(?\s*)(["'])(react(?:-dom)?(?:\/[\w-]+)?)\2/g;
/** By the URL of the code as it came. */
const translated = new Map<string, Promise<Module>>();

export async function run({ url, el, model, host }: Stage): Promise<End> {
  const module = await (translated.get(url) ?? translate(url));
  const part = module.default;
  const render = (module.render ?? (typeof part === "function" ? part : part?.render)) as React.FC<Record<string, unknown>>;
  if (!render) throw new Error("expected the module to export a function `render`");
  const open = forReact(model, host);
  const root = createRoot(el, { onUncaughtError: (error) => reportError(error) });
  const show = (): void => root.render(React.createElement(render, { model: open, data: open, el }));
  model.on("slots:changed", show);
  show();
  return () => root.unmount();
}

function translate(url: string): Promise<Module> {
  const loading = (async (): Promise<Module> => {
    const text = await again(() => textOf(url));
    const { code } = transform(text, { transforms: ["jsx", "typescript"], production: true, filePath: url });
    const linked = code.replace(IMPORT, (_, before: string, quote: string, name: string) => {
      return `${before}${quote}${shim(name)}${quote}`;
    });
    const hasReact = /\bimport\s+(?:\*\s*as\s+)?React\b/.test(code);
    const head = hasReact ? "" : `import * as React from "${shim("react")}";\n`;
    return (await import(/* @vite-ignore */ address(head + linked))) as Module;
  })();
  translated.set(url, loading);
  loading.catch(() => translated.delete(url));
  return loading;
}

async function textOf(url: string): Promise<string> {
  const answer = await fetch(url);
  if (!answer.ok) throw new NotLoaded(`the module could not be loaded (${answer.status})`);
  return answer.text();
}

const shims = new Map<string, string>();

/** The address of a module that has what the package of that name exports. */
function shim(name: string): string {
  const found = shims.get(name);
  if (found) return found;
  const known = own(PACKAGES, name);
  if (!known) throw new Error(`the package "${name}" is not there; give its address in _importmap`);
  const store = globalThis as unknown as Record<symbol, Record<string, object>>;
  (store[Symbol.for(KEY)] ??= {})[name] = known;
  const names = Object.keys(known).filter((each) => each !== "default" && /^[A-Za-z_$][\w$]*$/.test(each));
  const made = address(
    `const it = globalThis[Symbol.for(${JSON.stringify(KEY)})][${JSON.stringify(name)}];\n` +
      `export default it.default ?? it;\nexport const { ${names.join(", ")} } = it;\n`,
  );
  shims.set(name, made);
  return made;
}

function address(code: string): string {
  return URL.createObjectURL(new Blob([code], { type: "text/javascript" }));
}

/** The model with a hook for parameters, and with children that React can place. */
function forReact(model: Model, host: Host): Model {
  const open = withProperties(model, host);
  const hook = (name: string): [unknown, (value: unknown) => void] => {
    const watch = React.useCallback(
      (changed: () => void) => {
        model.on(`change:${name}`, changed);
        return () => model.off(`change:${name}`, changed);
      },
      [name],
    );
    const value = React.useSyncExternalStore(watch, () => own(host.props(), name));
    const set = React.useCallback(
      (next: unknown) => {
        const found: unknown = typeof next === "function" ? next(model.get(name)) : next;
        host.edit({ [name]: toWire(found) });
      },
      [name],
    );
    return [typeof value === "object" ? model.get(name) : value, set];
  };
  const child = (name: string): unknown => {
    const held = model.get_child(name);
    return Array.isArray(held) ? held.map(place) : held && place(held);
  };
  const added: Record<string | symbol, unknown> = { useState: hook, get_child: child };
  return new Proxy(open, {
    get: (target, name) => (Object.hasOwn(added, name) ? added[name] : Reflect.get(target, name)),
  });
}

function place(holder: HTMLElement): React.ReactElement {
  return React.createElement(Held, { key: holder.dataset["key"] ?? null, holder });
}

function Held({ holder }: { holder: HTMLElement }): React.ReactElement {
  const take = React.useCallback((element: HTMLElement | null) => void element?.append(holder), [holder]);
  return React.createElement("div", { ref: take, style: { display: "contents" } });
}
