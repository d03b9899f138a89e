import type { TupleParts } from "../codec/reader.ts";

/** Names that JavaScript would take for more than a field. */
const meaningful: ReadonlySet<string> = new Set(["then", "toJSON"]);

/**
 * Lets the items of a tuple that stays in Python be read here, because they cannot change: `const [q, r] = await qr(a)`, and
 * the fields of a namedtuple by their names where its class is not generated, which has them itself.
 */
export function makeUnpackable(object: object, { items, fields }: TupleParts): void {
  if (Object.hasOwn(object, Symbol.iterator)) return;
  define(object, Symbol.iterator, () => items[Symbol.iterator]());
  for (const [index, name] of fields.entries())
    if (!(name in object) && !meaningful.has(name)) define(object, name, items[index]);
}

/** Unseen by what lists or prints the properties of an object. */
function define(object: object, name: PropertyKey, value: unknown): void {
  Object.defineProperty(object, name, { value, configurable: true });
}
