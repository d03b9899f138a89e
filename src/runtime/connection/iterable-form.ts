export type AnyIterator = Iterator<unknown> | AsyncIterator<unknown>;

/** What Python gets for a TypeScript iterable. An iterator can be gone through once. */
export const Form = { iterable: 0, iterator: 1, asyncIterable: 2, asyncIterator: 3 } as const;

/** How an object can be iterated over, if it can, and is not an array, a map or the like. */
export function formOf(value: object): number | undefined {
  const { [Symbol.asyncIterator]: openAsync, [Symbol.iterator]: open } = value as Record<symbol, unknown>;
  if (typeof openAsync !== "function" && typeof open !== "function") return undefined;
  if (extendsValue(value)) return undefined;
  const form = typeof openAsync === "function" ? Form.asyncIterable : Form.iterable;
  return typeof (value as { readonly next?: unknown }).next === "function" ? form + 1 : form;
}

/** An instance of a subclass is not what it extends, and as a mere iterable it would be less. */
function extendsValue(value: object): boolean {
  if (Array.isArray(value) || ArrayBuffer.isView(value)) return true;
  return value instanceof Map || value instanceof Set || value instanceof String;
}

/** As `for await` chooses. */
export function iteratorOf(iterable: object): AnyIterator {
  const { [Symbol.asyncIterator]: open } = iterable as AsyncIterable<unknown>;
  return open === undefined ? (iterable as Iterable<unknown>)[Symbol.iterator]() : open.call(iterable);
}
