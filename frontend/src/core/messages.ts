/** What travels, as protocol/README.md describes it. Nothing here runs. */

export type ComponentId = number;
export type Props = Record<string, unknown>;
export type Buffers = Map<string, ArrayBuffer>;

/** A column of a table: its cells, or (as base64 of little-endian numbers) 64-bit floats or 32-bit integers. */
export type Column = unknown[] | { f8: string } | { i4: string };

/** A table by columns. Rows are numbered from `first`, or as `serials` says. */
export interface Table {
  first: number;
  rows: number;
  columns: Record<string, Column>;
  serials?: Column;
}

/** Rows at the end of a table, of which the last `keep` stay; or cells by field: numbers of rows, values, how many. */
export type TableDelta =
  | { rows: number; columns: Record<string, Column>; keep?: number }
  | { cells: Record<string, [serials: Column, values: Column, count: number]> };

/** What a value grew by: text, items of a list, or a change of a table. */
export type Delta = string | unknown[] | TableDelta;

/** A Bokeh document, whole: scripts to load first, and `Document.to_json()`. */
export interface BokehDocument {
  urls: string[];
  json: unknown;
}

/** Changes of a Bokeh document, in the shape of Bokeh's own PATCH-DOC. */
export interface BokehPatch {
  urls?: string[];
  events: unknown[];
}

export interface Frame {
  t: "frame";
  rev: number;
  ack: number;
  add?: [id: ComponentId, type: string, props: Props][];
  set?: [id: ComponentId, props: Props][];
  append?: [id: ComponentId, name: string, delta: Delta][];
  document?: BokehDocument;
  patch?: BokehPatch;
  roots?: [id: ComponentId, area: string][];
  drop?: ComponentId[];
}

export interface Ack {
  t: "ack";
  seq: number;
}

export interface Opened {
  t: "opened";
  rev: number;
  received: number;
}

export type RefusalCode =
  | "bad-message"
  | "unknown-component"
  | "unknown-property"
  | "unknown-event"
  | "bad-value"
  | "bad-token"
  | "bad-user"
  | "expired-token"
  | "session-gone"
  | "too-large"
  | "not-open";

export interface Refusal {
  t: "error";
  code: RefusalCode;
  message: string;
  seq?: number;
}

/** Code of the app's raised an exception, `count` times since the page was last told. */
export interface AppFailure {
  t: "error";
  code: "app-error" | "app-notice";
  message: string;
  count?: number;
}

export interface Close {
  t: "close";
  reason: "stopping" | "destroyed";
}

export interface Pong {
  t: "pong";
}

/** What a visitor has entered in one component. The server alone looks into it. */
export type Entered = unknown[];

export interface Reload {
  t: "reload";
  values?: Entered[];
}

export type ServerMessage = Frame | Ack | Opened | Refusal | AppFailure | Pong | Reload | Close;

export interface Open {
  t: "open";
  v: number;
  token: string;
  rev: number;
  tab?: string;
  attempt?: number;
}

export interface Edit {
  t: "edit";
  seq: number;
  rev: number;
  id: ComponentId;
  props: Props;
}

export interface UserEvent {
  t: "event";
  seq: number;
  rev: number;
  id: ComponentId;
  name: string;
  data: Props;
}

export interface Patch {
  t: "patch";
  seq: number;
  rev: number;
  patch: { events: unknown[] };
}

export interface Loaded {
  t: "loaded";
}

export interface FrameAck {
  t: "ack";
  rev: number;
}

export interface Visible {
  t: "visible";
  value: boolean;
}

export interface Ping {
  t: "ping";
}

/** Messages that are numbered, kept until acknowledged and sent again after a reconnect. */
export type NumberedMessage = Edit | UserEvent | Patch;
export type BrowserMessage = Open | NumberedMessage | Loaded | FrameAck | Visible | Ping;

/** Addresses of the code and the styles that the page asks for by itself. */
export interface Code {
  core: string;
  parts: string[];
  /** The styles of what the page holds, and of all else. */
  css: string;
  more: string;
}

/** The inline state of the page, `<script type="application/json" id="lanai-page">`. */
export interface PageState {
  v: number;
  ws: string;
  token: string;
  theme: "auto" | "light" | "dark";
  dev: boolean;
  /** After how many ms of silence the server is asked whether it is there; 0 never. */
  keepAlive: number;
  /** Below this address are the files that components hold. */
  files?: string;
  /** Where the rest of the page's code is, if the script inside the page is to ask for it. */
  code?: Code;
  frame: Frame;
}
