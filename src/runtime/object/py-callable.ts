import { defaultEnvironment } from "../../shared/environment-record.ts";
import { type Attribute, becomeRemote, stateOf } from "../call/remote.ts";
import { inspectAs } from "../values/inspect.ts";
import { pyFunction } from "./classes.ts";
import { CallingMembers } from "./py-call.ts";

/** An object of a module that can be called: a function here, which has the members of an object too. */
export abstract class PyCallable extends CallingMembers {}

for (const name of ["apply", "bind", "call", "toString"] as const)
  Object.defineProperty(PyCallable.prototype, name, {
    value: Function.prototype[name],
    writable: true,
    configurable: true,
  });

inspectAs(PyCallable, (value) => `PyCallable(${(stateOf(value) as Attribute).symbol})`);

/** Gives a generated function the members of `cls`. */
export function pyCallable<F extends (...args: never[]) => unknown, C extends PyCallable>(
  call: F,
  cls: { readonly prototype: C },
  symbol: string,
  environment: string = defaultEnvironment,
): F & C {
  pyFunction(call, symbol, environment);
  becomeRemote(call, cls, symbol, environment);
  return call as F & C;
}
