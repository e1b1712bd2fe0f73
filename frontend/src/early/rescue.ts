/** Runs inside every page, before all else: what the page itself asks for and does not get is asked for again. */

import { NotLoaded } from "../core/again.ts";
import { again } from "./again.ts";

type Part = HTMLScriptElement | HTMLLinkElement;

/** Our script and all style sheets. Scripts of the app's owner may count on their order: they are left alone. */
export function rescue(): void {
  Object.assign(globalThis, { lanaiAgain: again });
  const listen = ({ target }: Event): void => {
    const part = target as Part;
    if (!part.onerror && part.matches?.('[rel=stylesheet],[type=module][src*="/_lanai/static/"]')) void renew(part);
  };
  addEventListener("error", listen, true);
}

/** Puts a new element into the place of one that failed, until one does not. */
async function renew(part: Part): Promise<void> {
  let before: Part | null = null;
  while (!document.body) await new Promise((resolve) => setTimeout(resolve));
  await again(
    () =>
      new Promise<void>((resolve, reject) => {
        const next = before ? copy(before) : part;
        next.onload = () => resolve();
        next.onerror = () => reject(new NotLoaded());
        if (before) before.replaceWith(next);
        else reject(new NotLoaded());
        before = next;
      }),
  );
}

/** A script runs once only, also one that did not come: so it is made anew. */
function copy(part: Part): Part {
  const next = document.createElement(part.localName) as Part;
  for (const { name, value } of part.attributes) next.setAttribute(name, value);
  next.nonce = part.nonce ?? "";
  return next;
}
