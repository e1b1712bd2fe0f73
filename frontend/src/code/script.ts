/** A classic script, put into the page. */

import { again, NotLoaded } from "../core/again.ts";

/** Asks for it again where it does not come, `attempts` times at most. */
export function loadScript(url: string, attempts = Infinity): Promise<void> {
  return again(() => added(url), undefined, attempts);
}

function added(url: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const script = document.createElement("script");
    script.src = url;
    script.onload = () => resolve();
    script.onerror = () => {
      script.remove();
      reject(new NotLoaded(`expected a script at ${url}, got none`));
    };
    document.head.append(script);
  });
}
