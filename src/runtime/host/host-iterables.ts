import { type AnyIterator, Form, formOf, iteratorForm, iteratorOf } from "./iterable-form.ts";
import { IteratorSource } from "./iterator-source.ts";

/**
 * The function that Python calls for an iterable or an iterator.
 *
 * - For an iterable, it opens an iterator.
 * - For an iterator, it returns up to `count` items, or closes it when `count` is absent.
 * - For a generator, it also passes `value` to `next` or `throw`.
 */
interface Source {
  (count?: number, way?: "next" | "throw", value?: unknown): unknown;
  readonly name: string;
}

const sources = new WeakMap<object, Source>();
const originals = new WeakMap<object, WeakRef<object>>();
const iteratorSources = new WeakMap<object, IteratorSource>();

/** An iterator that Python has opened. Only its method `next` is required. */
class Opened {
  readonly iterator: AnyIterator;
  readonly form: number;

  constructor(iterable: object, form: number) {
    this.iterator = iteratorOf(iterable);
    this.form = iteratorForm(this.iterator, form === Form.asyncIterable);
  }
}

/**
 * Returns the function behind an iterable, and its form. The same iterable always has the same function. Returns `undefined`
 * for other values.
 */
export function sourceOf(value: object): { readonly source: Source; readonly form: number } | undefined {
  const form = value instanceof Opened ? value.form : formOf(value);
  if (form === undefined) return undefined;
  let source = sources.get(value);
  if (source === undefined) {
    const isIterable = form === Form.iterable || form === Form.asyncIterable;
    source = isIterable ? () => new Opened(value, form) : iteratorSource(value);
    Object.defineProperty(source, "name", { value: "items" });
    sources.set(value, source);
    originals.set(source, new WeakRef(value));
  }
  return { source, form };
}

function iteratorSource(iterable: object): Source {
  const iterator = new IteratorSource(openerOf(iterable));
  const source: Source = (count, way, value) =>
    count === undefined
      ? iterator.close()
      : way === undefined
        ? iterator.take(count)
        : iterator.resume(way, value);
  iteratorSources.set(source, iterator);
  return source;
}

function openerOf(iterable: object): () => AnyIterator {
  return () => (iterable instanceof Opened ? iterable.iterator : iteratorOf(iterable));
}

/** Returns the program's own iterable for a function that Python sends back. Returns other values unchanged. */
export function originalOf(value: unknown): unknown {
  return typeof value === "function" ? (originals.get(value)?.deref() ?? value) : value;
}

/** Python released it, and takes no more items from it. */
export function onReleased(value: unknown): void {
  if (typeof value === "function") void iteratorSources.get(value)?.dispose();
}
