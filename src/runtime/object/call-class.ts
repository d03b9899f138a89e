import { LazyCall, type PyCall } from "./py-call.ts";
import { Remote } from "./remote.ts";

const callClasses = new WeakMap<object, typeof LazyCall>();

/**
 * The class of calls that return a `cls`: a call with the members of the generated class. Made once per class, so that
 * an un-awaited call needs no proxy.
 */
export function callClassOf(cls: { readonly prototype: unknown }): typeof LazyCall {
  let found = callClasses.get(cls);
  if (found === undefined) {
    found = class<T> extends LazyCall<T> {};
    copyMembers(cls.prototype as object, found.prototype);
    callClasses.set(cls, found);
  }
  return found;
}

/** Gives a call that was made without it the members of the generated class that it returns. */
export function withMembers<T, Class>(
  call: PyCall<unknown>,
  cls: { readonly prototype: Class },
): PyCall<T, Class> {
  return Object.setPrototypeOf(call, callClassOf(cls).prototype as object) as PyCall<T, Class>;
}

function copyMembers(from: object, to: object): void {
  if (!(from instanceof Remote)) return;
  // Bases first, so that what overrides comes later.
  copyMembers(Object.getPrototypeOf(from), to);
  for (const name of Object.getOwnPropertyNames(from)) {
    // What a call can do by itself is not for a library to change; names with `$` are none of a library's.
    if (name === "constructor" || (name in LazyCall.prototype && !name.startsWith("$"))) continue;
    Object.defineProperty(to, name, Object.getOwnPropertyDescriptor(from, name)!);
  }
}
