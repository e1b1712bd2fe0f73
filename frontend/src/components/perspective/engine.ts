/** Perspective itself: its viewer, its plugins, and the worker that holds the tables. Loaded once a page. */

import perspective from "@perspective-dev/client";
import type { Client } from "@perspective-dev/client";
import engineFile from "@perspective-dev/server/dist/wasm/perspective-server.wasm";
import viewer from "@perspective-dev/viewer";
import themes from "@perspective-dev/viewer/dist/css/themes.css";
import viewerFile from "@perspective-dev/viewer/dist/wasm/perspective-viewer.wasm";
import readable from "./readable.css";

let started: Promise<Client> | undefined;

/** The client of the page's one worker. A page that loses the network while this loads may ask again. */
export function startEngine(): Promise<Client> {
  started ??= start().catch((error: unknown) => {
    started = undefined;
    throw error;
  });
  return started;
}

async function start(): Promise<Client> {
  perspective.init_server(fetched(engineFile));
  await viewer.init_client(fetched(viewerFile));
  await Promise.all([import("@perspective-dev/viewer-datagrid"), import("@perspective-dev/viewer-d3fc")]);
  addThemes();
  return perspective.worker();
}

async function fetched(url: string): Promise<Response> {
  const response = await fetch(url);
  if (!response.ok) throw new Error(`${url} answered ${response.status}`);
  return response;
}

function addThemes(): void {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(themes + readable);
  document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
}
