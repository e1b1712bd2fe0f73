/** Columns by names that Tabulator may use as keys of its objects: it finds there what every object has. */

/** The key under which a row has its serial number. */
export const SERIAL = "_serial";
const MARK = "lanai:";
const TAKEN: ReadonlySet<string> = new Set([...Object.getOwnPropertyNames(Object.prototype), SERIAL, "_children"]);

/** The key of a column: its field, but for those fields that are not like others. */
export function keyOf(field: string): string {
  return TAKEN.has(field) || field.startsWith(MARK) ? MARK + field : field;
}

/** The field of a column with that key. */
export function fieldOf(key: string): string {
  return key.startsWith(MARK) ? key.slice(MARK.length) : key;
}

export function keyed<T extends { field: string }>(each: T): T {
  return { ...each, field: keyOf(each.field) };
}
