import type { PyObject } from "./py-object.ts";

/** A generated class: known by its prototype, because nobody but the runtime constructs one. */
export interface PyClass<T extends PyObject = PyObject> {
  readonly prototype: T;
}

const classes = new Map<string, PyClass>();
const symbols = new WeakMap<object, { readonly symbol: string; readonly canonical: string }>();

/** Grows with each registration, so that what was concluded from the table can be concluded again. */
export let classesVersion = 0;

/**
 * Registers a generated class: references whose Python type, or a base of it, is `canonical` become its instances, and
 * the class itself can be passed as an argument.
 */
export function pyClass(cls: PyClass, symbol: string, canonical: string): void {
  classes.set(canonical, cls);
  symbols.set(cls, { symbol, canonical });
  classesVersion++;
}

/** Registers a generated function, so that it can be passed as an argument. */
export function pyFunction(wrapper: (...args: never[]) => unknown, symbol: string): void {
  symbols.set(wrapper, { symbol, canonical: symbol });
}

/** The first registered class of an MRO. */
export function classOf(names: readonly string[]): PyClass | undefined {
  for (const name of names) {
    const found = classes.get(name);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** What a generated class or function is called in Python. */
export function symbolOf(generated: object): string | undefined {
  return symbols.get(generated)?.symbol;
}

/** Both names of a generated class: where it is imported from and where Python says that it lives. */
export function namesOfClass(
  cls: object,
): { readonly symbol: string; readonly canonical: string } | undefined {
  return symbols.get(cls);
}
