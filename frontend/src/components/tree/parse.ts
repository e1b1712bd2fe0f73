/** JSON, with numbers as they were written. */

export class Digits {
  constructor(readonly text: string) {}
}

export type Value = null | boolean | string | Digits | Value[] | { [key: string]: Value };

type Reviver = (this: unknown, key: string, value: unknown, context?: { source?: string }) => unknown;

/** Throws SyntaxError. */
export function parse(text: string): Value {
  const keep: Reviver = (_, value, context) =>
    typeof value === "number" ? new Digits(context?.source ?? String(value)) : value;
  return JSON.parse(text, keep) as Value;
}
