export type AnyIterator = Iterator<unknown> | AsyncIterator<unknown>;

/** The type that Python receives for a TypeScript iterable. An iterator works once. A generator accepts values too. */
export const Form = {
  iterable: 0,
  iterator: 1,
  asyncIterable: 2,
  asyncIterator: 3,
  generator: 4,
  asyncGenerator: 5,
} as const;

/** Returns how an object can be iterated over. Returns `undefined` if it cannot, or is an array, a map, a set or a buffer. */
export function formOf(value: object): number | undefined {
  const { [Symbol.asyncIterator]: openAsync, [Symbol.iterator]: open } = value as Record<symbol, unknown>;
  if (typeof openAsync !== "function" && typeof open !== "function") return undefined;
  if (extendsValue(value)) return undefined;
  const isAsync = typeof openAsync === "function";
  if (typeof (value as { readonly next?: unknown }).next === "function") return iteratorForm(value, isAsync);
  return isAsync ? Form.asyncIterable : Form.iterable;
}

/** Returns the form of an object that has a method `next`. */
export function iteratorForm(iterator: object, isAsync: boolean): number {
  const { throw: raise, return: close } = iterator as { readonly throw?: unknown; readonly return?: unknown };
  if (typeof raise === "function" && typeof close === "function")
    return isAsync ? Form.asyncGenerator : Form.generator;
  return isAsync ? Form.asyncIterator : Form.iterator;
}

/** An instance of a subclass, for example of Map. Sent as an iterable, it would lose its other behaviour. */
function extendsValue(value: object): boolean {
  if (Array.isArray(value) || ArrayBuffer.isView(value)) return true;
  return value instanceof Map || value instanceof Set || value instanceof String;
}

/** Opens an iterator, preferring the asynchronous one, like `for await`. */
export function iteratorOf(iterable: object): AnyIterator {
  const { [Symbol.asyncIterator]: open } = iterable as AsyncIterable<unknown>;
  return open === undefined ? (iterable as Iterable<unknown>)[Symbol.iterator]() : open.call(iterable);
}
