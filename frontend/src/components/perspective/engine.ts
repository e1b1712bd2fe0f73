/** Perspective itself: its viewer, its plugins, and the worker that holds the tables. Loaded once a page. */

import perspective from "@perspective-dev/client";
import type { Client } from "@perspective-dev/client";
import engineFile from "@perspective-dev/server/dist/wasm/perspective-server.wasm";
import viewer from "@perspective-dev/viewer";
import themes from "@perspective-dev/viewer/dist/css/themes.css";
import viewerFile from "@perspective-dev/viewer/dist/wasm/perspective-viewer.wasm";
import { again, NotLoaded } from "../../core/again.ts";
import readable from "./readable.css";

let started: Promise<Client> | undefined;

/** The client of the page's one worker. */
export function startEngine(): Promise<Client> {
  return (started ??= start());
}

async function start(): Promise<Client> {
  perspective.init_server(fetched(engineFile));
  await viewer.init_client(fetched(viewerFile));
  await Promise.all([
    again(() => import("@perspective-dev/viewer-datagrid")),
    again(() => import("@perspective-dev/viewer-d3fc")),
  ]);
  addThemes();
  return perspective.worker();
}

function fetched(url: string): Promise<Response> {
  return again(async () => {
    const response = await fetch(url);
    if (!response.ok) throw new NotLoaded(`${url} answered ${response.status}`);
    return response;
  });
}

function addThemes(): void {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(themes + readable);
  document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
}
