import { Drawing } from "./drawing.ts";
import { type AnyIterator, Form, formOf, iteratorOf } from "./iterable-form.ts";

/** What Python calls: an iterable opens an iterator; an iterator gives up to `count` items, and is closed without a count. */
interface Source {
  (count?: number): unknown;
  readonly name: string;
}

const sources = new WeakMap<object, Source>();
const originals = new WeakMap<object, object>();
const drawings = new WeakMap<object, Drawing>();

/** An iterator that Python has opened; it need be nothing but something with `next`. */
class Opened {
  readonly iterator: AnyIterator;
  readonly form: number;

  constructor(iterable: object, form: number) {
    this.iterator = iteratorOf(iterable);
    this.form = form + 1;
  }
}

/** The function behind an iterable, the same for the same one, and its form; nothing for what is none. */
export function sourceOf(value: object): { readonly source: Source; readonly form: number } | undefined {
  const form = value instanceof Opened ? value.form : formOf(value);
  if (form === undefined) return undefined;
  let source = sources.get(value);
  if (source === undefined) {
    const isIterator = form === Form.iterator || form === Form.asyncIterator;
    source = isIterator ? drawing(value) : () => new Opened(value, form);
    Object.defineProperty(source, "name", { value: "items" });
    sources.set(value, source);
    originals.set(source, value);
  }
  return { source, form };
}

function drawing(iterable: object): Source {
  const drawing = new Drawing(() => (iterable instanceof Opened ? iterable.iterator : iteratorOf(iterable)));
  const source: Source = (count) => (count === undefined ? drawing.close() : drawing.take(count));
  drawings.set(source, drawing);
  return source;
}

/** What Python sends back, as the program knows it. */
export function originalOf(value: unknown): unknown {
  return typeof value === "function" ? (originals.get(value) ?? value) : value;
}

/** Python has let go of it: nobody draws from it any more. */
export function letGo(value: unknown): void {
  if (typeof value === "function") void drawings.get(value)?.abandon();
}
