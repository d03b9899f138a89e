/** The API that generated files import. Nothing here changes its meaning while generated files of version 1 exist. */
import { defaultEnvironment } from "../shared/environment-record.ts";
import { type Keywords, splitArguments } from "./call/arguments.ts";
import { provideDefaultDispatchers } from "./call/default-dispatcher.ts";
import { OptionalArguments } from "./call/optional-arguments.ts";
import type { Remote } from "./call/remote.ts";
import { callMethod } from "./object/call-method.ts";
import { type PyClass, pyClass, pyFunction } from "./object/classes.ts";
import type { PyContext } from "./object/context.ts";
import type { IterateOptions } from "./object/iterate.ts";
import { memberSymbol } from "./object/member-symbol.ts";
import { PyAttribute } from "./object/py-attribute.ts";
import {
  inEnvironment,
  makeCall,
  type PyCall,
  type PyInput,
  type Returns,
  withMembers,
} from "./object/py-call.ts";
import { PyCallable, pyCallable } from "./object/py-callable.ts";
import { defaultPoolIn } from "./pool/default-pool.ts";
import type { Kwargs } from "./values/markers.ts";
import { Operation } from "./wire/operations.ts";

export type {
  PyArrayLike,
  PyArrayOf,
  PyBytesLike,
  PyCallback,
  PyDateLike,
  PyDateTimeLike,
  PyDTypeLike,
  PyIndex,
  PyIterable,
  PyMapping,
  PyNumber,
  PyNumeric,
  PyPathLike,
  PySequence,
  PySet,
  PyTimeDeltaLike,
  PyTimeLike,
  PyType,
} from "./object/accepted-types.ts";
export type { PyKeywords, PyPositional, PyRest, PyVariadic } from "./object/parameter-types.ts";
export { PyObject } from "./object/py-object.ts";
export type { PyItems, PyReturned } from "./object/returned-types.ts";
export type { PyByteArray, PyFrozenSet, PyRange, PySlice } from "./values/containers.ts";
export type { TypedArray } from "./values/dtype.ts";
export type { PyPath, PyUuid } from "./values/identifiers.ts";
export type { PyFloat } from "./values/markers.ts";
export type { NumpyScalar } from "./values/ndarray.ts";
export type { PyComplex, PyDecimal, PyFraction } from "./values/numbers.ts";
export type { PyDate, PyDateTime, PyTime, PyTimeDelta } from "./values/temporal.ts";
export type { DType, NDArray } from "./values/typed-ndarray.ts";
// `PyReference`: anything that is, or will be, in Python: an object, a call, a module attribute. Accepted for any argument.
export type { IterateOptions as PyIterateOptions, Keywords, Kwargs, PyCall, PyInput, Remote as PyReference };
export { PyAttribute, PyCallable, type PyClass, pyCallable, pyClass, pyFunction };
/** Iterates over the items of a Python object as they arrive. */
export type PyIteration<T> = AsyncGenerator<T, unknown, PyInput>;
/** Iterates over the items of a tuple that stays in Python. They cannot change, so they arrive together with the tuple. */
export type PyTupleItems = IterableIterator<unknown>;
/** Returned by `$enter`, where the class knows the type of the value that `__enter__` returns. */
export type PyEntered<T> = Promise<PyContext<T>>;
/** The function that `$with` runs with the value that `__enter__` returned. */
export type PyBody<T, R> = (value: T) => R | PromiseLike<R>;
/** Returned by `$with`: the result of its function, or `undefined` when `__exit__` suppressed an exception. */
export type PyLeft<R> = Promise<R | undefined>;

provideDefaultDispatchers(defaultPoolIn);

/**
 * Collects the arguments of a callable. A plain object after `lead` in the last place is its keyword arguments.
 *
 * @param lead the arguments that are always positional
 * @param rest all further arguments as the caller passed them, keyword arguments in a trailing plain object
 * @param names Python's parameter names from position `first` on, separated by spaces; absent if `*args` follows
 * @param first the position of the first optional argument; default: where `lead` ends
 */
export function pyArguments(
  lead: PyInput[],
  rest: readonly unknown[],
  names?: string,
  first: number = lead.length,
): OptionalArguments {
  return new OptionalArguments(lead, rest, names, first);
}

/** Describes a call of the function `"module:qual.name"`. Nothing is sent before it is awaited. */
export function pyCall<T, Class = T>(
  symbol: string,
  args: PyInput[] | OptionalArguments,
  kwargs?: Keywords,
  returns?: Returns<Class>,
): PyCall<T, Class> {
  const parts = splitArguments(symbol, args, kwargs);
  const call = makeCall<T, Class>(Operation.callSymbol, symbol, [symbol], parts, 0, returns);
  return inEnvironment(call, defaultEnvironment);
}

/** Describes a call of a class, which creates an instance. */
export function pyNew<T, Class = T>(
  cls: { readonly prototype: Class },
  symbol: string,
  args: PyInput[] | OptionalArguments,
  kwargs?: Keywords,
): PyCall<T, Class> {
  return pyCall<T, Class>(symbol, args, kwargs, () => cls);
}

/** Describes a call of a method. `self` is an object, or a call that was not awaited: then its result has the method. */
export function pyMethod<T, Class = T>(
  self: Remote,
  name: string,
  args: PyInput[] | OptionalArguments,
  kwargs?: Keywords,
  returns?: Returns<Class>,
): PyCall<T, Class> {
  return callMethod(self, name, args, kwargs, returns);
}

/** Describes reading an attribute of an object. It is read when the call is awaited. */
export function pyProperty<T, Class = T>(
  self: Remote,
  name: string,
  returns?: Returns<Class>,
): PyCall<T, Class> {
  return makeCall(Operation.getAttribute, memberSymbol(self, name), [self, name], undefined, 0, returns);
}

/** Gives a call of a `$` member the members of the class it returns, where the generated class knows it. */
export function pyResult<T, Class = T>(call: PyCall<unknown>, returns?: Returns<Class>): PyCall<T, Class> {
  return returns === undefined ? (call as PyCall<T, Class>) : withMembers(call, returns());
}

/** Represents a module attribute. It is read again each time it is awaited. */
export function pyAttribute<T>(symbol: string): PyAttribute<T>;
/** Represents a module attribute, with the members of its generated class `cls`. */
export function pyAttribute<A extends PyAttribute<unknown>>(
  symbol: string,
  cls: { readonly prototype: A },
): A;
export function pyAttribute(
  symbol: string,
  cls: { readonly prototype: PyAttribute<unknown> } = PyAttribute,
): PyAttribute<unknown> {
  return attributeIn(defaultEnvironment, symbol, cls);
}

function attributeIn(
  environment: string,
  symbol: string,
  cls: { readonly prototype: PyAttribute<unknown> } = PyAttribute,
): PyAttribute<unknown> {
  return new (cls as typeof PyAttribute)(symbol, environment);
}

/** The functions that depend on an environment. The modules of a named environment import their own set. */
export interface PyEnvironment {
  readonly pyAttribute: typeof pyAttribute;
  readonly pyCall: typeof pyCall;
  readonly pyCallable: <F extends (...args: never[]) => unknown, C extends PyCallable>(
    wrapper: F,
    cls: { readonly prototype: C },
    symbol: string,
  ) => F & C;
  readonly pyClass: (cls: PyClass, symbol: string, canonical: string) => void;
  readonly pyFunction: (wrapper: (...args: never[]) => unknown, symbol: string) => void;
  readonly pyNew: typeof pyNew;
}

/** Returns the functions for the modules of a named environment. They have the same names as the ones above. */
export function pyEnvironment(environment: string): PyEnvironment {
  const call: typeof pyCall = (symbol, args, kwargs, returns) =>
    inEnvironment(pyCall(symbol, args, kwargs, returns), environment);
  return {
    pyAttribute: ((symbol: string, cls?: { readonly prototype: PyAttribute<unknown> }) =>
      attributeIn(environment, symbol, cls)) as typeof pyAttribute,
    pyCall: call,
    pyCallable: (wrapper, cls, symbol) => pyCallable(wrapper, cls, symbol, environment),
    pyClass: (cls, symbol, canonical) => pyClass(cls, symbol, canonical, environment),
    pyFunction: (wrapper, symbol) => pyFunction(wrapper, symbol, environment),
    pyNew: (cls, symbol, args, kwargs) => call(symbol, args, kwargs, () => cls),
  };
}
