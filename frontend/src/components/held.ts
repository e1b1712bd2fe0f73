/** Where a browser fetches what a component shows: an address, or a file that the component holds. */

import type { Context } from "../core/context.ts";

export type Held = { src: string } | { file: string };

export function addressOf(held: Held, { files }: Pick<Context, "files">): string {
  return "src" in held ? held.src : files + held.file;
}
