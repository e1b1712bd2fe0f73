/** A link as it travels: one entry of a component's property `links`. protocol/README.md describes it. */

import type { ComponentId } from "../core/messages.ts";

/** A component, or a model of the page's Bokeh document. */
export type End = { id: ComponentId } | { model: string };

export interface Definition {
  id: number;
  target?: End;
  /** Property of the source, and what of the target takes its value. */
  set?: [from: string, to: string][];
  /** Property of the source, and JavaScript to run when it changes. */
  run?: [from: string, code: string][];
  /** What the code knows by name. */
  args?: Record<string, End | { value: unknown }>;
  /** Properties that the browser does not have, and the event with which each changes. */
  events?: Record<string, string>;
  both?: boolean;
  shared?: boolean;
  text?: boolean;
}
