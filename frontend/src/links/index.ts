/** The links chunk: loaded by pages that have a link. */

import { compile as written, type Compile } from "../code/written.ts";
import type { LinksPart, LinksPort } from "../core/links.ts";
import { Runner } from "./runner.ts";

export function open(port: LinksPort, compile: Compile = written): LinksPart {
  return new Runner(port, compile);
}
