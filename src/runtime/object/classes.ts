import { defaultEnvironment } from "../../shared/environment-record.ts";
import { Remote, stateOf } from "../call/remote.ts";
import type { PyObject } from "./py-object.ts";

/** A generated class. It is identified by its prototype, because only the run time constructs instances. */
export interface PyClass<T extends PyObject = PyObject> {
  readonly prototype: T;
}

/** The names of a generated class or function in Python, and its environment. */
export interface GeneratedNames {
  readonly symbol: string;
  /** The name that Python reports for a class, with the module that defines it. */
  readonly canonical: string;
  readonly environment: string;
}

/** By environment, then by name. */
const classes = new Map<string, Map<string, PyClass>>();
const symbols = new WeakMap<object, GeneratedNames>();

/** Incremented with each registration, so that results of earlier lookups can be recomputed. */
export let classesVersion = 0;

/**
 * Registers a generated class. References whose Python type, or one of its bases, is `canonical` become its instances. The
 * class itself can be passed as an argument.
 *
 * If several classes match, an object has the members of the nearest one, and is an `instanceof` all of them, as in Python.
 * Generated classes do not extend one another.
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

/** Whether an object has a Python class with all its members. Its generated class has those of the class and of its bases. */
function isInstance(value: unknown, { canonical, environment }: GeneratedNames): boolean {
  const state = value instanceof Remote ? stateOf(value) : undefined;
  const own = state?.kind === "object" ? symbols.get((value as Remote).constructor) : undefined;
  if (state?.kind !== "object" || own?.environment !== environment) return false;
  const nearest = state.types.indexOf(own.canonical);
  return nearest >= 0 && state.types.includes(canonical, nearest);
}

/** Returns the first registered class of a method resolution order. */
export function classOf(
  names: readonly string[],
  environment: string = defaultEnvironment,
): PyClass | undefined {
  const known = classes.get(environment);
  for (const name of names) {
    const cls = known?.get(name);
    if (cls !== undefined) return cls;
  }
  return undefined;
}

/** Returns the Python name of a generated class or function. */
export function symbolOf(generated: object): string | undefined {
  return symbols.get(generated)?.symbol;
}

/** Returns all names of a generated class or function. */
export function namesOf(generated: object): GeneratedNames | undefined {
  return symbols.get(generated);
}
