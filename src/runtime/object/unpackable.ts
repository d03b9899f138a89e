import type { TupleParts } from "../codec/reader.ts";

/** Names with a special meaning in JavaScript. */
const meaningful: ReadonlySet<string> = new Set(["then", "toJSON"]);

/**
 * Makes the items of a tuple that stays in Python available without a call, because they cannot change: `const [q, r] = await
 * qr(a)`. The fields of a namedtuple become properties, unless its generated class already has them.
 */
export function makeUnpackable(object: object, { items, fields }: TupleParts): void {
  if (Object.hasOwn(object, Symbol.iterator)) return;
  define(object, Symbol.iterator, () => items[Symbol.iterator]());
  for (const [index, name] of fields.entries())
    if (!(name in object) && !meaningful.has(name)) define(object, name, items[index]);
}

/** Defines a property that is not enumerable: listing or printing the object does not show it. */
function define(object: object, name: PropertyKey, value: unknown): void {
  Object.defineProperty(object, name, { value, configurable: true });
}
