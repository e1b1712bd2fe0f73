/** Runs inside every page, before all else: what the page itself asks for and does not get is asked for again. */

import { again, NotLoaded } from "../core/again.ts";

type Part = HTMLScriptElement | HTMLLinkElement;
const seen = new WeakSet<Part>();

/** Our script and all style sheets. Scripts of the app's owner may count on their order: they are left alone. */
export function rescue(): void {
  addEventListener(
    "error",
    ({ target }) => {
      if (isPart(target) && !seen.has(target)) void renew(target);
    },
    true,
  );
}

function isPart(target: unknown): target is Part {
  if (target instanceof HTMLLinkElement) return target.rel === "stylesheet";
  return target instanceof HTMLScriptElement && target.type === "module" && target.src.includes("/_lanai/static/");
}

/** Puts a new element into the place of one that failed, until one does not. */
async function renew(part: Part): Promise<void> {
  await new Promise((resolve) => (document.body ? resolve(0) : addEventListener("DOMContentLoaded", resolve)));
  let first = true;
  await again(() => {
    if (!first) return replaced();
    first = false;
    return Promise.reject(new NotLoaded());
  });

  function replaced(): Promise<void> {
    const next = copy(part);
    seen.add(next);
    const there = new Promise<void>((resolve, reject) => {
      next.onload = () => resolve();
      next.onerror = () => reject(new NotLoaded());
    });
    part.replaceWith(next);
    part = next;
    return there;
  }
}

/** A script runs once only, also one that did not come: so it is made anew. */
function copy(part: Part): Part {
  const next = document.createElement(part.localName) as Part;
  for (const { name, value } of part.attributes) next.setAttribute(name, value);
  next.nonce = part.nonce ?? "";
  return next;
}
