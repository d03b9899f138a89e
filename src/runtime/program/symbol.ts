import { recordUse } from "../ledger/recorder.ts";
import { type PyClass, symbolOf } from "../object/classes.ts";
import { PyAttribute } from "../object/py-attribute.ts";
import type { PyCall, PyInput } from "../object/py-call.ts";

/** A function or class of a generated module. */
export type Generated = ((...args: never[]) => PyCall<unknown>) | PyClass;

/** A module whose members the ledger records when they are used by name: `symbol("numpy").$attr("mean")`. */
class ModuleAttribute extends PyAttribute<unknown> {
  readonly #module: string;

  constructor(module: string) {
    super(module);
    this.#module = module;
  }

  override $attr(name: string): PyCall<unknown> {
    recordUse(`${this.#module}:${name}`, undefined, this.$attr);
    return super.$attr(name);
  }

  override $invoke(name: string, ...args: PyInput[]): PyCall<unknown> {
    recordUse(`${this.#module}:${name}`, undefined, this.$invoke);
    return super.$invoke(name, ...args);
  }
}

/**
 * Represents a Python module, or any name in one, as a value: `symbol("builtins", "int")`, `symbol("logging")`. Python looks
 * it up each time it is used. `name` may contain dots. For a generated function or class, `symbol(mean)` returns it with the
 * members of a Python object.
 */
export function symbol(module: string, name?: string): PyAttribute<unknown>;
export function symbol(generated: Generated): PyAttribute<unknown>;
export function symbol(subject: string | Generated, name?: string): PyAttribute<unknown> {
  if (typeof subject === "string") {
    if (name === undefined)
      return subject.includes(":") ? new PyAttribute(subject) : new ModuleAttribute(subject);
    const path = `${subject}:${name}`;
    recordUse(path, undefined, symbol);
    return new PyAttribute(path);
  }
  const known = symbolOf(subject);
  if (known === undefined)
    throw new TypeError('symbol() takes a generated function or class, or names: symbol("module", "name")');
  return new PyAttribute(known);
}
