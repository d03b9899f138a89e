import { byCodePoint } from "../../naming/code-point-order.ts";

/** An object with sorted keys, the last of equal ones winning; `__proto__` is a key like any other. */
export function sortedRecord<T>(entries: Iterable<readonly [string, T]>): Record<string, T> {
  const last = new Map(entries);
  const keys = [...last.keys()].sort(byCodePoint);
  return Object.fromEntries(keys.map((key) => [key, last.get(key)!]));
}
