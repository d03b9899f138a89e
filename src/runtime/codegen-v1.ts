/** What generated files import. Nothing here changes its meaning while generated files of version 1 exist. */
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
export type { IterateOptions as PyIterateOptions, Keywords, Kwargs, PyCall, PyInput, Remote as PyReference };
/** Anything that is, or will be, in Python: an object, a call, a module attribute. May stand for any argument. */
export { PyAttribute, PyCallable, type PyClass, pyCallable, pyClass, pyFunction };
/** The items of a Python object, each as it arrives. */
export type PyIteration<T> = AsyncGenerator<T, unknown, PyInput>;
/** The items of a tuple that stays in Python: they cannot change, so they are here. */
export type PyTupleItems = IterableIterator<unknown>;
/** What `$enter` and `$with` are about, where a class knows what `with` gives. */
export type PyEntered<T> = Promise<PyContext<T>>;
export type PyBody<T, R> = (value: T) => R | PromiseLike<R>;
export type PyLeft<R> = Promise<R | undefined>;

provideDefaultDispatchers(defaultPoolIn);

/**
 * Arguments of a callable of which the last may be keywords: a plain object after `lead`.
 *
 * @param lead what is always by position
 * @param rest all further arguments as they were given, keywords in a trailing plain object
 * @param names Python's names of the places from `first` on, with spaces between them; none where `*args` follow
 * @param first where `lead` ends, unless its last ones are optional too
 */
export function pyArguments(
  lead: PyInput[],
  rest: readonly unknown[],
  names?: string,
  first: number = lead.length,
): OptionalArguments {
  return new OptionalArguments(lead, rest, names, first);
}

/** A lazy call of `"module:qual.name"`. */
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

/** The same for a constructor. */
export function pyNew<T, Class = T>(
  cls: { readonly prototype: Class },
  symbol: string,
  args: PyInput[] | OptionalArguments,
  kwargs?: Keywords,
): PyCall<T, Class> {
  return pyCall<T, Class>(symbol, args, kwargs, () => cls);
}

/** A method of an object, or of the result of a call that was not awaited. */
export function pyMethod<T, Class = T>(
  self: Remote,
  name: string,
  args: PyInput[] | OptionalArguments,
  kwargs?: Keywords,
  returns?: Returns<Class>,
): PyCall<T, Class> {
  return callMethod(self, name, args, kwargs, returns);
}

/** An attribute of an object, read when it is awaited. */
export function pyProperty<T, Class = T>(
  self: Remote,
  name: string,
  returns?: Returns<Class>,
): PyCall<T, Class> {
  return makeCall(Operation.getAttribute, memberSymbol(self, name), [self, name], undefined, 0, returns);
}

/** What a `$` member gives, where its class knows that: a call with the members of `returns`. */
export function pyResult<T, Class = T>(call: PyCall<unknown>, returns?: Returns<Class>): PyCall<T, Class> {
  return returns === undefined ? (call as PyCall<T, Class>) : withMembers(call, returns());
}

/** A module attribute, read each time it is awaited. */
export function pyAttribute<T>(symbol: string): PyAttribute<T>;
/** The same with the members that its class is known to have. */
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

/** What says where something is: the modules of a named environment have their own. */
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

/** The functions of the same names for the modules of an environment. */
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
