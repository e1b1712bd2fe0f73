/** The Bokeh chunk: loaded by pages that show a Bokeh model. */

import type { BokehPart, BokehPort } from "../../core/context.ts";
import { BokehPage } from "./part.ts";

export { Bokeh } from "./bokeh.ts";

export function open(port: BokehPort): BokehPart {
  return new BokehPage(port);
}
