import { recordUse } from "../ledger/recorder.ts";
import { type PyClass, symbolOf } from "../object/classes.ts";
import { PyAttribute, type PyCall } from "../object/py-call.ts";

/** A function or class of a generated module. */
export type Generated = ((...args: never[]) => PyCall<unknown>) | PyClass;

/**
 * Any module, or anything of one, as a value: `symbol("builtins", "int")`, `symbol("logging")`. It is looked up each time it is
 * used. `name` may be dotted. `symbol(mean)` gives the members of an object to a generated function or class.
 */
export function symbol(module: string, name?: string): PyAttribute<unknown>;
export function symbol(generated: Generated): PyAttribute<unknown>;
export function symbol(subject: string | Generated, name?: string): PyAttribute<unknown> {
  if (typeof subject === "string") {
    if (name === undefined) return new PyAttribute(subject);
    const path = `${subject}:${name}`;
    recordUse(path, undefined, symbol);
    return new PyAttribute(path);
  }
  const known = symbolOf(subject);
  if (known === undefined)
    throw new TypeError('symbol() takes what was generated, or names: symbol("module", "name")');
  return new PyAttribute(known);
}
