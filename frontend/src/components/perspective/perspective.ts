/** A data frame that a visitor can pivot, filter and plot. What is heavy comes with the first one that is shown. */

import { own } from "../../core/names.ts";
import { again } from "../../core/again.ts";
import type { Client, Table } from "@perspective-dev/client";
import type { Delta } from "../../core/messages.ts";
import { ComponentElement } from "../base.ts";
import { unpack } from "../../core/growth.ts";
import { cellsOf, columnsOf, isWide, schemaOf, type Schema } from "./columns.ts";
import { changes, same, SETTINGS, THEME_NAMES, toViewer, type ViewerConfig } from "./config.ts";
import type { PerspectiveProps } from "./props.ts";

interface Viewer extends HTMLElement {
  load(table: Promise<Table> | Table): Promise<void>;
  restore(config: ViewerConfig): Promise<void>;
  save(): Promise<ViewerConfig>;
  resetThemes(names: readonly string[]): Promise<void>;
  delete(): Promise<void>;
}

interface ClickDetail {
  config: Record<string, unknown>;
  row: Record<string, unknown>;
  column_names: unknown[];
}

/** A change of these is told to the viewer. */
const TOLD: readonly string[] = [...SETTINGS, "editable", "selectable", "toggle_config"];

/** Settings that the viewer gives back in the form in which it was given them. */
const KEPT = ["filter", "group_by", "plugin", "settings", "sort", "split_by", "theme", "title"] as const;

/** Least time in ms between two looks at what streams in; large tables take longer ones. */
const PAUSE = 30;

export class Perspective extends ComponentElement<PerspectiveProps> {
  #client: Client | null = null;
  #viewer: Viewer | null = null;
  #table: Table | null = null;
  #schema: Schema = {};
  /** The settings as the viewer has them since they were last given or reported. */
  #known: ViewerConfig = {};
  #work: Promise<void> = Promise.resolve();
  #gone = false;
  #unwatch: (() => void) | null = null;
  #flushing: ReturnType<typeof setTimeout> | null = null;
  #fresh = 0;
  #rolled = false;
  #rows = 0;
  #pause = PAUSE;

  protected override update(names: ReadonlySet<string> | null): void {
    if (names === null && !this.#viewer) return this.#do(() => this.#open());
    if (!names || names.has("data") || names.has("column_kinds")) this.#do(() => this.#fill());
    if (!names || TOLD.some((name) => names.has(name))) this.#do(() => this.#tell());
  }

  override detach(): void {
    this.#gone = true;
    this.#unwatch?.();
    if (this.#flushing) clearTimeout(this.#flushing);
    const [viewer, table] = [this.#viewer, this.#table];
    this.#work = this.#work.then(async () => {
      await viewer?.delete();
      await table?.delete();
    });
    super.detach();
  }

  /** Rows that were added, cells that were changed: the viewer follows within a moment. */
  grow(name: string, delta: Delta): void {
    if (name !== "data" || typeof delta === "string" || Array.isArray(delta)) return;
    if ("cells" in delta) return this.#do(() => this.#change(delta.cells));
    const { data, column_kinds: kinds } = this.props;
    this.#rolled ||= this.#rows + delta.rows > data.rows;
    this.#rolled ||= kinds.some(
      ([field]) => own(this.#schema, field) === "integer" && isWide(own(delta.columns, field) ?? []),
    );
    this.#fresh += delta.rows;
    this.#rows = data.rows;
    this.#flushing ??= setTimeout(() => this.#do(() => this.#flush()), this.#pause);
  }

  // -- one thing after the other ----------------------------------------------------------------------

  #do(act: () => Promise<void>): void {
    this.#work = this.#work.then(async () => {
      if (this.#gone) return;
      try {
        await act();
      } catch (error) {
        this.#complain(error);
      }
    });
  }

  #complain(error: unknown): void {
    console.error("Perspective:", error);
    if (this.#viewer) return;
    const message = document.createElement("p");
    message.setAttribute("role", "alert");
    message.textContent = "This table could not be loaded.";
    this.replaceChildren(message);
  }

  async #open(): Promise<void> {
    this.setAttribute("aria-busy", "true");
    const { startEngine } = await again(() => import("./engine.ts"));
    this.#client = await startEngine();
    const viewer = document.createElement("perspective-viewer") as unknown as Viewer;
    this.replaceChildren(viewer);
    await this.#fill(viewer);
    await viewer.resetThemes(THEME_NAMES);
    this.#viewer = viewer;
    await this.#tell();
    viewer.addEventListener("perspective-config-update", () => this.#do(() => this.#report()));
    viewer.addEventListener("perspective-toggle-settings", () => this.#do(() => this.#report()));
    viewer.addEventListener("perspective-click", (event) => this.#clicked((event as CustomEvent<ClickDetail>).detail));
    this.#unwatch = this.context.theme.watch(() => this.#do(() => this.#tell()));
    if (!this.props.loading) this.removeAttribute("aria-busy");
  }

  // -- data -------------------------------------------------------------------------------------------

  /** Shows all the rows anew; where the columns are others, in another table. */
  async #fill(viewer: Viewer | null = this.#viewer): Promise<void> {
    const { column_kinds: kinds, data } = this.props;
    this.#settle();
    if (!viewer || !this.#client) return;
    const schema = schemaOf(kinds, data);
    if (this.#table && same(schema, this.#schema)) {
      if (data.rows === 0) return void (await this.#table.clear());
      return void (await this.#table.replace(columnsOf(kinds, data.columns)));
    }
    const before = this.#table;
    this.#schema = schema;
    if (kinds.length === 0) return;
    this.#table = await this.#client.table(schema as never);
    if (data.rows > 0) await this.#table.update(columnsOf(kinds, data.columns));
    await viewer.load(this.#table);
    await before?.delete();
    if (this.#viewer) await this.#tell();
  }

  /** Nothing that streamed in is left to be shown. */
  #settle(): void {
    if (this.#flushing) clearTimeout(this.#flushing);
    this.#flushing = null;
    this.#fresh = 0;
    this.#rolled = false;
    this.#rows = this.props.data.rows;
  }

  async #flush(): Promise<void> {
    const { column_kinds: kinds, data } = this.props;
    const [fresh, rolled, began] = [this.#fresh, this.#rolled, performance.now()];
    if (fresh === 0 && !rolled) return; // all rows were shown meanwhile
    if (rolled || !this.#table) await this.#fill();
    else {
      this.#settle();
      await this.#table.update(columnsOf(kinds, data.columns, data.rows - fresh));
    }
    this.#pause = Math.max(PAUSE, 2 * (performance.now() - began));
  }

  async #change(changed: Extract<Delta, { cells: unknown }>["cells"]): Promise<void> {
    if (this.#flushing || !this.#table) return this.#fill();
    const kinds = new Map(this.props.column_kinds);
    for (const [field, [serials, values]] of Object.entries(changed)) {
      const places = (unpack(serials) as number[]).map((serial) => serial - this.props.data.first);
      if (own(this.#schema, field) === "integer" && isWide(values)) return this.#fill();
      await this.#table.update({ __INDEX__: places, [field]: cellsOf(values, kinds.get(field) ?? "object") });
    }
  }

  // -- settings ---------------------------------------------------------------------------------------

  async #tell(): Promise<void> {
    const viewer = this.#viewer;
    if (!viewer || !this.#table) return;
    viewer.setAttribute("aria-label", this.props.title ?? "Table");
    const told = toViewer(this.props, this.context.theme.dark);
    await viewer.restore(told);
    const now = await viewer.save();
    // What differs from what was told although the viewer keeps it as it is, the visitor has changed meanwhile.
    this.#known = { ...now, ...Object.fromEntries(KEPT.map((name) => [name, told[name]])) };
    nameParts(viewer);
    this.#do(() => this.#report());
  }

  async #report(): Promise<void> {
    if (!this.#viewer || !this.#table) return;
    const now = await this.#viewer.save();
    const changed = changes(now, this.#known);
    this.#known = now;
    if (Object.keys(changed).length > 0) this.edit(changed as Partial<PerspectiveProps>);
  }

  #clicked({ config, row, column_names: names }: ClickDetail): void {
    this.event("click", { config: config ?? {}, row: row ?? {}, column_names: names ?? [] });
  }
}

/** What Perspective leaves unsaid to those who do not see. */
function nameParts({ shadowRoot }: HTMLElement): void {
  for (const field of shadowRoot?.querySelectorAll("#status_bar input, input[size]") ?? []) {
    if (!field.hasAttribute("aria-label")) field.setAttribute("aria-label", "Title");
  }
}
