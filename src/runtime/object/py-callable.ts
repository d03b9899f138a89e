import { defaultEnvironment } from "../../shared/environment-record.ts";
import { type Attribute, becomeRemote, stateOf } from "../call/remote.ts";
import { inspectAs } from "../values/inspect.ts";
import { pyFunction } from "./classes.ts";
import { CallingMembers } from "./py-call.ts";

/** A callable object of a Python module. In TypeScript it is a function that also has the members of an object. */
export abstract class PyCallable extends CallingMembers {}

for (const name of ["apply", "bind", "call", "toString"] as const)
  Object.defineProperty(PyCallable.prototype, name, {
    value: Function.prototype[name],
    writable: true,
    configurable: true,
  });

inspectAs(PyCallable, (value) => `PyCallable(${(stateOf(value) as Attribute).symbol})`);

/** Makes a generated function a callable object with the members of `cls`. */
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
