/** What BokehJS does in a way that does not suit here. */

import { importWritten } from "../../code/written.ts";
import { bokehJS } from "./bokehjs.ts";

type Callback = () => unknown;

/** What BokehJS's class has of it. */
export interface Compiling {
  prototype: { code: string; _compile_module?(): Promise<Callback> };
}

/** CustomJS whose code is a module: BokehJS imports it with `eval`, which the page's policy forbids. */
export function importModules(): void {
  const { prototype } = bokehJS().require("models/callbacks/customjs").CustomJS;
  if (!prototype._compile_module) return; // of a version that has no modules, or does without
  prototype._compile_module = function () {
    return imported(this.code);
  };
}

/** Data with a column "constructor" is plain as well: BokehJS asks objects for their constructor. */
export function knowPlainObjects(): void {
  bokehJS().require("core/util/types").isPlainObject = (value) => {
    const prototype: unknown = typeof value === "object" && value !== null ? Object.getPrototypeOf(value) : undefined;
    return prototype === null || prototype === Object.prototype;
  };
}

async function imported(code: string): Promise<Callback> {
  const url = URL.createObjectURL(new Blob([code], { type: "text/javascript" }));
  try {
    const { default: made } = (await importWritten(url)) as { default?: Callback };
    if (typeof made !== "function") throw new TypeError("expected the module of a CustomJS to export a function as its default");
    return made;
  } finally {
    URL.revokeObjectURL(url);
  }
}
