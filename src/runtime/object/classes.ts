import { defaultEnvironment } from "../../shared/environment-record.ts";
import { Remote, stateOf } from "../call/remote.ts";
import type { PyObject } from "./py-object.ts";

/** A generated class: known by its prototype, because nobody but the runtime constructs one. */
export interface PyClass<T extends PyObject = PyObject> {
  readonly prototype: T;
}

/** What a generated class or function is called in Python, and in which environment. */
export interface GeneratedNames {
  readonly symbol: string;
  /** Where Python says that a class lives. */
  readonly canonical: string;
  readonly environment: string;
}

/** By environment, then by name. */
const classes = new Map<string, Map<string, PyClass>>();
const symbols = new WeakMap<object, GeneratedNames>();

/** Grows with each registration, so that what was concluded from the table can be concluded again. */
export let classesVersion = 0;

/**
 * Registers a generated class: references whose Python type, or a base of it, is `canonical` become its instances, and
 * the class itself can be passed as an argument. Of several such classes an object has the nearest one's members, and is an
 * `instanceof` all of them, as in Python: generated classes do not extend one another.
 */
export function pyClass(
  cls: PyClass,
  symbol: string,
  canonical: string,
  environment: string = defaultEnvironment,
): void {
  const known = classes.get(environment) ?? new Map<string, PyClass>();
  classes.set(environment, known.set(canonical, cls));
  const names: GeneratedNames = { symbol, canonical, environment };
  symbols.set(cls, names);
  Object.defineProperty(cls, Symbol.hasInstance, { value: (value: unknown) => isInstance(value, names) });
  classesVersion++;
}

/** Registers a generated function, so that it can be passed as an argument. */
export function pyFunction(
  wrapper: (...args: never[]) => unknown,
  symbol: string,
  environment: string = defaultEnvironment,
): void {
  symbols.set(wrapper, { symbol, canonical: symbol, environment });
}

/** Whether an object is of a Python class, and has its members: these come with its generated class, and from its bases. */
function isInstance(value: unknown, { canonical, environment }: GeneratedNames): boolean {
  const state = value instanceof Remote ? stateOf(value) : undefined;
  const own = state?.kind === "object" ? symbols.get((value as Remote).constructor) : undefined;
  if (state?.kind !== "object" || own?.environment !== environment) return false;
  const nearest = state.types.indexOf(own.canonical);
  return nearest >= 0 && state.types.includes(canonical, nearest);
}

/** The first registered class of an MRO. */
export function classOf(
  names: readonly string[],
  environment: string = defaultEnvironment,
): PyClass | undefined {
  const known = classes.get(environment);
  for (const name of names) {
    const found = known?.get(name);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** What a generated class or function is called in Python. */
export function symbolOf(generated: object): string | undefined {
  return symbols.get(generated)?.symbol;
}

/** All that is known of a generated class or function. */
export function namesOf(generated: object): GeneratedNames | undefined {
  return symbols.get(generated);
}
