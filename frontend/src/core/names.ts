/** Objects as dictionaries: names come from the app, and may be those of what every object has. */

/** The value under that name, if the object itself has one. */
export function own<T>(values: Readonly<Record<string, T>>, name: string): T | undefined {
  return Object.hasOwn(values, name) ? values[name] : undefined;
}

/** Sets the value under that name, also under "__proto__". */
export function put<T>(values: Record<string, T>, name: string, value: T): void {
  if (name === "__proto__") Object.defineProperty(values, name, { value, writable: true, enumerable: true, configurable: true });
  else values[name] = value;
}

/** An empty object of which every name is its own. */
export function dictionary(): Record<string, unknown> {
  return Object.create(null) as Record<string, unknown>;
}
