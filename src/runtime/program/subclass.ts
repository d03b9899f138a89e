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
  // Written as a method, so that implementations may declare narrower argument types.
  run(self: Self, ...args: unknown[]): unknown;
}["run"];

/** The body of a class. Functions become methods; everything else becomes an attribute of the class. */
export type ClassBody<Self> = { readonly [name: string]: Method<Self> | PyInput };

/** A Python class that `subclass` created. */
export interface PySubclass<Self extends PyObject> extends PyObject {
  /** Creates an instance. Pass keyword arguments as `kw({...})` in the last place. */
  $call(...args: PyInput[]): LazyCall<Self>;
}

/** The TypeScript type of the instances: that of the first base. */
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
 * Creates a Python class with methods in TypeScript, like Python's `class name(*bases, **keywords)`. Returns a call whose
 * result is the class.
 *
 * @param body the attributes, or a function that receives the class (for `$super`) and returns them
 * @param keywords `metaclass`, and other keyword arguments that the bases accept
 */
export function subclass<Bases extends readonly PyInput[]>(
  name: string,
  bases: readonly [...Bases],
  body: ClassBody<SelfOf<Bases>> | ((cls: PyCall<PyObject>) => ClassBody<SelfOf<Bases>>),
  keywords: Keywords = {},
): PyCall<PySubclass<SelfOf<Bases>>> {
  const parts: PyInput[] = [name, {}, keywords instanceof Kwargs ? keywords.entries : keywords, ...bases];
  const created: PyCall<PySubclass<SelfOf<Bases>>> = makeCall(
    Operation.callSymbol,
    `class ${name}`,
    [maker],
    {
      args: parts,
      kwargs: undefined,
    },
  );
  const generated = bases.find((base) => typeof base === "function" && namesOf(base) !== undefined);
  if (generated) inEnvironment(created, namesOf(generated)?.environment);
  parts[1] = typeof body === "function" ? body(created as PyCall<PyObject>) : body;
  return created;
}

/** Defines a property, for the body of `subclass`. */
export function property<Self = PyObject>(get: Method<Self>, set?: Method<Self>): PyCall<unknown> {
  return callFunction(decorator, [new PyAttribute("builtins:property"), get, set]);
}

/** Defines a class method, which receives the class, for the body of `subclass`. */
export function classmethod<Class = PyObject>(run: Method<Class>): PyCall<unknown> {
  return callFunction(decorator, [new PyAttribute("builtins:classmethod"), run]);
}

/** Defines a static method, which receives neither object nor class, for the body of `subclass`. */
export function staticmethod(run: Method<unknown>): PyCall<unknown> {
  return callFunction(decorator, [new PyAttribute("builtins:staticmethod"), run]);
}
