/** Code of the app's author, made into a function. */

export type Snippet = (...values: unknown[]) => unknown;

let nonce: string | null = null;

/**
 * A function with these parameters and this body. Throws where the code cannot be read.
 *
 * The page's policy forbids to make code out of text, as `new Function` does, but lets scripts run that hold the page's
 * nonce; our own script holds it.
 */
export function compile(parameters: readonly string[], body: string): Snippet {
  nonce ??= document.querySelector<HTMLScriptElement>("script[nonce]")?.nonce ?? "";
  return nonce ? written(parameters, body, nonce) : (new Function(...parameters, body) as Snippet);
}

function written(parameters: readonly string[], body: string, nonce: string): Snippet {
  const place = globalThis as { lanaiSnippet?: Snippet };
  const script = document.createElement("script");
  script.nonce = nonce;
  script.textContent = `globalThis.lanaiSnippet = function (${parameters.join(", ")}) {\n${body}\n};`;
  const failures: string[] = [];
  const note = (event: ErrorEvent): void => {
    failures.push(event.message);
    event.preventDefault(); // it is thrown below, to whom it concerns
  };
  addEventListener("error", note);
  try {
    document.head.append(script);
  } finally {
    removeEventListener("error", note);
    script.remove();
  }
  const snippet = place.lanaiSnippet;
  delete place.lanaiSnippet;
  if (!snippet) throw new SyntaxError(failures.join("\n"));
  return snippet;
}
