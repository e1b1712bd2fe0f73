/**
 * Code in the form of text, made into a function, without `unsafe-eval` in the page's policy.
 *
 * The policy lets those scripts run that hold the page's nonce. So the text is run as such a script: the server's header
 * says which nonce is the right one, and the browser checks it. Where the document has none, nothing is run.
 */

export type Snippet = (...values: unknown[]) => unknown;
export type Compile = (parameters: readonly string[], body: string) => Snippet;

/** Libraries make the same function again and again: a formatter of ticks with each drawing of its axis. */
const KEPT = 200;
const kept = new Map<string, Snippet>();

/** A function with these parameters and this body. Throws where the code cannot be read, or must not run. */
export const compile: Compile = (parameters, body) => made("function", parameters, body);

/** Imports a module as the page's own scripts may, also what it made itself: the nonce goes with it. */
export function importWritten(url: string): Promise<unknown> {
  return compile(["url"], "return import(url)")(url) as Promise<unknown>;
}

let renewed = false;

/**
 * From now on `Function`, and the constructors of generators and coroutines, make code in this way. To be called before a
 * library is loaded that uses them: it may keep those that it finds.
 */
export function writeFunctions(): void {
  if (renewed) return;
  renewed = true;
  (globalThis as { Function: unknown }).Function = renew("function", function () {});
  renew("function*", function* () {});
  renew("async function", async function () {});
  renew("async function*", async function* () {});
}

/** Puts a constructor into the place of the one that `sample` was made with; returns it. */
function renew(kind: string, sample: object): unknown {
  const prototype = Object.getPrototypeOf(sample) as { constructor: (...given: unknown[]) => unknown };
  const write = (given: readonly unknown[]): Snippet => {
    const texts = given.map(String);
    return made(kind, texts.slice(0, -1), texts.at(-1) ?? "");
  };
  const value: unknown = new Proxy(prototype.constructor, {
    apply: (_, __, given) => write(given),
    construct: (_, given) => write(given),
  });
  Object.defineProperty(prototype, "constructor", { value, configurable: true, writable: true });
  return value;
}

function made(kind: string, parameters: readonly string[], body: string): Snippet {
  const text = `${kind} (${parameters.join(", ")}\n) {\n${body}\n}`;
  let snippet = kept.get(text);
  if (!snippet) {
    snippet = run(text);
    if (kept.size >= KEPT) kept.clear();
    kept.set(text, snippet);
  }
  return snippet;
}

/** The value of an expression, run as a script of the page's. */
function run(expression: string): Snippet {
  const place = globalThis as { lanaiSnippet?: Snippet };
  const script = document.createElement("script");
  script.nonce = nonce();
  script.textContent = `globalThis.lanaiSnippet = ${expression};`;
  const failures: string[] = [];
  const note = (event: ErrorEvent): void => {
    failures.push(event.message);
    event.preventDefault(); // it is thrown below, to whom it concerns
  };
  addEventListener("error", note);
  try {
    document.documentElement.append(script);
  } finally {
    removeEventListener("error", note);
    script.remove();
  }
  const snippet = place.lanaiSnippet;
  delete place.lanaiSnippet;
  if (!snippet) throw new SyntaxError(failures.join("\n") || "the page's policy does not let this code run");
  return snippet;
}

/** That of a script which the server wrote: markup of components comes to other places. */
function nonce(): string {
  const own = document.querySelector<HTMLScriptElement>("head > script[nonce], body > script[nonce]");
  if (!own?.nonce) throw new Error("expected a script of the server's, whose nonce lets code run: this document has none");
  return own.nonce;
}
