/** The real surroundings of a page: WebSocket, timers, visibility. */

import type { Socket, Surroundings } from "./transport.ts";

/** `path` is the WebSocket's path on the page's own host. */
export function browserSurroundings(path: string): Surroundings {
  const url = new URL(path, location.href);
  url.protocol = url.protocol === "https:" ? "wss:" : "ws:";
  return {
    connect: () => new WebSocket(url) as unknown as Socket,
    after(delay, run) {
      const timer = setTimeout(run, delay);
      return () => clearTimeout(timer);
    },
    random: Math.random,
    hidden: () => document.hidden,
    onWake(wake) {
      addEventListener("online", wake);
      addEventListener("pageshow", wake);
      document.addEventListener("visibilitychange", () => {
        if (!document.hidden) wake();
      });
    },
  };
}

/** Resolves once what is in the document now has been painted; in a hidden tab, which paints nothing, soon after. */
export function painted(): Promise<void> {
  return new Promise((resolve) => {
    if (document.hidden) setTimeout(resolve, 0);
    else requestAnimationFrame(() => setTimeout(resolve, 0));
  });
}
