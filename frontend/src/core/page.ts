/** The entry: takes over what the page began, or begins it, and connects. */

import { openBokeh, openFormulas, placeholder, sources } from "../components/index.ts";
import { again } from "./again.ts";
import type { Beginning } from "./beginning.ts";
import { browserSurroundings, painted } from "./browser.ts";
import type { Context } from "./context.ts";
import { Handover } from "./handover.ts";
import { Links } from "./links.ts";
import type { Entered } from "./messages.ts";
import { Notices } from "./notices.ts";
import { listed } from "./schema.ts";
import { served } from "./served.ts";
import { Session } from "./session.ts";
import { Status } from "./status.ts";

/** Goes on with the page. Resolves when all of the first frame is on the screen. */
export async function start(beginning: Beginning): Promise<void> {
  const { page, store, mount, diagnostics, theme } = beginning;
  const status = new Status({ tryNow: () => session.tryNow(), startAfresh: () => location.reload() });
  const surroundings = browserSurroundings(page.ws);
  const bokeh = new Handover(openBokeh, {
    send: (patch, buffers) => session.patch(patch, buffers),
    diagnostics,
    theme,
  });
  const links = new Links(() => again(() => import("../links/index.ts")), {
    store,
    edit: (id, props) => session.edit(id, props, true),
    show: (id, props) => session.show(id, props),
    bokeh: () => bokeh.part(),
    diagnostics,
  });
  const notices = new Notices(
    {
      "app-error": () => again(() => import("../notices/overlay.ts")),
      "app-notice": () => again(() => import("../notices/toast.ts")),
    },
    diagnostics,
  );
  const renewal = page.dev
    ? again(() => import("../dev/renewal.ts")).then(({ Renewal }) => new Renewal(page, diagnostics))
    : null;
  const reload = (values: Entered[]): void => void renewal?.then((now) => now.leave(values));
  const display = { mount, bokeh, links, status, notices, reload };
  const session = new Session(page, store, display, surroundings, diagnostics);
  session.begin(beginning.changes);
  session.connect();
  document.addEventListener("visibilitychange", () => session.visibilityChanged());
  const context = {
    edit: (...[id, props, continuous = false]: Parameters<Context["edit"]>) => session.edit(id, props, continuous),
    event: (...[id, name, data = {}]: Parameters<Context["event"]>) => session.event(id, name, data),
    bokeh: () => bokeh.part(),
    formulas: openFormulas,
    status,
  };
  beginning.complete({ types: listed.types, sources, placeholder, context });
  const shown = beginning.shown.then(painted);
  void renewal?.then((now) => now.resume(shown));
  await shown;
  session.painted();
}

/** What the script inside the page began; where there is none, as it begins now. */
async function begun(): Promise<Beginning | null> {
  const own = served();
  if (!own) return null;
  return own.root.lanai ?? (await again(() => import("./begin.ts"))).begin(own.state, own.root);
}

void begun().then((beginning) => beginning && start(beginning));
