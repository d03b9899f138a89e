import type { Keywords } from "../call/arguments.ts";
import { namesOf, type PyClass } from "../object/classes.ts";
import { PyAttribute } from "../object/py-attribute.ts";
import {
  callFunction,
  inEnvironment,
  type LazyCall,
  makeCall,
  type PyCall,
  type PyInput,
} from "../object/py-call.ts";
import type { PyObject } from "../object/py-object.ts";
import { Kwargs } from "../values/markers.ts";
import { Operation } from "../wire/operations.ts";

const maker = "snakebridge_worker._internal.host.subclasses:subclass";
const decorator = "snakebridge_worker._internal.host.subclasses:decorate";

/** A method: a function whose first parameter is the object. */
export type Method<Self> = {
  // Written as a method, so that it may declare what its arguments are.
  run(self: Self, ...args: unknown[]): unknown;
}["run"];

/** What a class is made of: functions become methods, everything else is an attribute of the class. */
export type ClassBody<Self> = { readonly [name: string]: Method<Self> | PyInput };

/** A class that was made here. */
export interface PySubclass<Self extends PyObject> extends PyObject {
  /** A new instance; keyword arguments as `kw({...})` in the last place. */
  $call(...args: PyInput[]): LazyCall<Self>;
}

/** What instances are for TypeScript: those of the first base. */
export type SelfOf<Bases extends readonly unknown[]> = Bases extends readonly [infer First, ...unknown[]]
  ? First extends PySubclass<infer Self>
    ? [PyObject] extends [Self]
      ? PyObject
      : Self
    : First extends PyClass<infer Self>
      ? Self
      : PyObject
  : PyObject;

/**
 * Python's `class name(*bases, **keywords)`, with methods in TypeScript: a call that gives the class.
 *
 * @param body the attributes, or a function that gets the class (for `$super`) and returns them
 * @param keywords `metaclass`, and what else the bases take
 */
export function subclass<Bases extends readonly PyInput[]>(
  name: string,
  bases: readonly [...Bases],
  body: ClassBody<SelfOf<Bases>> | ((cls: PyCall<PyObject>) => ClassBody<SelfOf<Bases>>),
  keywords: Keywords = {},
): PyCall<PySubclass<SelfOf<Bases>>> {
  const parts: PyInput[] = [name, {}, keywords instanceof Kwargs ? keywords.entries : keywords, ...bases];
  const made: PyCall<PySubclass<SelfOf<Bases>>> = makeCall(Operation.callSymbol, `class ${name}`, [maker], {
    args: parts,
    kwargs: undefined,
  });
  const generated = bases.find((base) => typeof base === "function" && namesOf(base) !== undefined);
  if (generated) inEnvironment(made, namesOf(generated)?.environment);
  parts[1] = typeof body === "function" ? body(made as PyCall<PyObject>) : body;
  return made;
}

/** A property of a class that is made by `subclass`. */
export function property<Self = PyObject>(get: Method<Self>, set?: Method<Self>): PyCall<unknown> {
  return callFunction(decorator, [new PyAttribute("builtins:property"), get, set]);
}

/** A method that is given the class, in a class that is made by `subclass`. */
export function classmethod<Class = PyObject>(run: Method<Class>): PyCall<unknown> {
  return callFunction(decorator, [new PyAttribute("builtins:classmethod"), run]);
}

/** A method that is given neither object nor class, in a class that is made by `subclass`. */
export function staticmethod(run: Method<unknown>): PyCall<unknown> {
  return callFunction(decorator, [new PyAttribute("builtins:staticmethod"), run]);
}
