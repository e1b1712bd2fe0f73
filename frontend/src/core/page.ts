/** The entry: reads the page's inline state, shows it, connects. */

import { openBokeh, placeholder, sources } from "../components/index.ts";
import { browserSurroundings, painted } from "./browser.ts";
import type { Context } from "./context.ts";
import { Diagnostics } from "./diagnostics.ts";
import { Handover } from "./handover.ts";
import { Links } from "./links.ts";
import type { Entered, PageState } from "./messages.ts";
import { Mount } from "./mount.ts";
import { Notices } from "./notices.ts";
import { Registry } from "./registry.ts";
import { Session } from "./session.ts";
import { Status } from "./status.ts";
import { Store } from "./store.ts";
import { Theme } from "./theme.ts";

/** Starts the page. Resolves when the first frame is on the screen. */
export async function start(page: PageState, root: HTMLElement): Promise<void> {
  const diagnostics = new Diagnostics();
  const theme = new Theme(page.theme);
  const store = new Store();
  const status = new Status({ tryNow: () => session.tryNow(), startAfresh: () => location.reload() });
  const surroundings = browserSurroundings(page.ws);
  const bokeh = new Handover(openBokeh, {
    send: (patch, buffers) => session.patch(patch, buffers),
    diagnostics,
    theme,
  });
  const links = new Links(() => import("../links/index.ts"), {
    store,
    edit: (id, props) => session.edit(id, props, true),
    show: (id, props) => session.show(id, props),
    bokeh: () => bokeh.part(),
    diagnostics,
  });
  const context: Context = {
    arrange: (parent, ids) => mount.arrange(parent, ids),
    edit: (id, props, continuous = false) => session.edit(id, props, continuous),
    event: (id, name, data = {}) => session.event(id, name, data),
    bokeh: () => bokeh.part(),
    files: page.files ?? "",
    modules: page.ws.replace(/ws$/, "esm/"),
    diagnostics,
    theme,
    status,
  };
  const mount = new Mount(store, new Registry(sources, placeholder), root, context);
  const notices = new Notices(
    { "app-error": () => import("../notices/overlay.ts"), "app-notice": () => import("../notices/toast.ts") },
    diagnostics,
  );
  const renewal = page.dev
    ? import("../dev/renewal.ts").then(({ Renewal }) => new Renewal(page, diagnostics))
    : null;
  const reload = (values: Entered[]): void => void renewal?.then((now) => now.leave(values));
  const display = { mount, bokeh, links, status, notices, reload };
  const session = new Session(page, store, display, surroundings, diagnostics);
  session.begin();
  session.connect();
  document.addEventListener("visibilitychange", () => session.visibilityChanged());
  const shown = mount.start().then(painted);
  void renewal?.then((now) => now.resume(shown));
  await shown;
  session.painted();
}

const state = document.getElementById("lanai-page");
const root = document.getElementById("lanai-root");
if (state && root) void start(JSON.parse(state.textContent ?? "") as PageState, root);
