/** plotly.js, typed as far as it is used. */

import { writeFunctions } from "../../code/written.ts";
import { loadScript } from "../../code/script.ts";

export type Layout = Record<string, unknown>;

export interface Graph extends HTMLElement {
  readonly _fullLayout: Record<string, unknown>;
  on(name: string, react: (event: unknown) => void): void;
}

export interface Plotly {
  readonly Plots: { resize(graph: Graph): Promise<void> };
  react(
    graph: Graph,
    figure: { data: unknown[]; layout: Layout; frames: unknown[]; config: Record<string, unknown> },
  ): Promise<void>;
  purge(graph: Graph): void;
}

let loading: Promise<Plotly> | undefined;

/** The library, loaded once a page. */
export function loadPlotly(url: string): Promise<Plotly> {
  loading ??= load(url).catch((error: unknown) => {
    loading = undefined;
    throw error;
  });
  return loading;
}

async function load(url: string): Promise<Plotly> {
  const known = globalThis as { Plotly?: Plotly };
  writeFunctions(); // WebGL traces run code that plotly.js makes of text
  if (!known.Plotly) await loadScript(url);
  if (!known.Plotly) throw new Error("plotly.js did not load.");
  return known.Plotly;
}
