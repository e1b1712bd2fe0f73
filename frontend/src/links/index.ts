/** The links chunk: loaded by pages that have a link. */

import type { LinksPart, LinksPort } from "../core/links.ts";
import { Runner } from "./runner.ts";

export function open(port: LinksPort): LinksPart {
  return new Runner(port);
}
