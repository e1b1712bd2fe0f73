/** Asks for the rest of the page's code and styles. */

import type { Code } from "../core/messages.ts";

/**
 * Asks for all of it at once, and lets it work when `shown` has resolved. Resolves when the styles are there. Scripts that
 * the app's owner put into the page run before the code does.
 */
export async function fetchCode({ css, core, parts }: Code, shown: Promise<void>): Promise<void> {
  for (const href of [core, ...parts]) document.head.append(element("link", { rel: "modulepreload", href }));
  document.head.append(element("link", { rel: "preload", as: "style", href: css }));
  await shown;
  const styled = linkStyles(css);
  if (document.readyState === "loading") {
    await new Promise((resolve) => document.addEventListener("DOMContentLoaded", resolve));
  }
  document.head.append(element("script", { type: "module", src: core }));
  await styled;
}

/** Before the styles of the app's owner, which have the last word. Without them the page goes on as it is. */
export function linkStyles(href: string): Promise<unknown> {
  const link = element("link", { rel: "stylesheet", href, className: "lanai-styles" });
  const there = new Promise((resolve) => ["load", "error"].forEach((name) => link.addEventListener(name, resolve)));
  [...document.querySelectorAll("#lanai-early, .lanai-styles")].at(-1)?.after(link);
  return there;
}

function element<K extends "link" | "script">(
  tag: K,
  properties: Partial<HTMLElementTagNameMap[K]>,
): HTMLElementTagNameMap[K] {
  return Object.assign(document.createElement(tag), properties);
}
