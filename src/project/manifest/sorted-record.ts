import { byCodePoint } from "../../naming/code-point-order.ts";

/** Returns an object with sorted keys; of equal keys the last one counts, and `__proto__` is an ordinary key. */
export function sortedRecord<T>(entries: Iterable<readonly [string, T]>): Record<string, T> {
  const last = new Map(entries);
  const keys = [...last.keys()].sort(byCodePoint);
  return Object.fromEntries(keys.map((key) => [key, last.get(key)!]));
}
