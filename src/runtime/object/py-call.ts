import type { Arguments } from "../call/arguments.ts";
import { Call } from "../call/call.ts";
import { type CallOptions, checkOptionsOfOne } from "../call/call-options.ts";
import { captureCallSite, captureThenSite } from "../call/call-site.ts";
import { asCall, callOf, Remote, stateOf } from "../call/remote.ts";
import { watchUnsent } from "../call/unsent-calls.ts";
import { SnakebridgeError } from "../errors.ts";
import { inspectAs } from "../values/inspect.ts";
import { Flag } from "../wire/flags.ts";
import { Operation } from "../wire/operations.ts";
import { Members } from "./members.ts";
import type { Operators } from "./operators.ts";
import type { PyObject } from "./py-object.ts";

/**
 * A value that you can pass to Python. A value that cannot be encoded fails the call with a `SnakebridgeError` that names its
 * path.
 *
 * A function becomes a Python callable. It receives values and references, like the results of calls, and keyword arguments
 * as its last argument, an object. It may return any `PyInput`, or a promise of one.
 */
// biome-ignore lint/complexity/noBannedTypes: no other type accepts the result of a call, which is `unknown`
export type PyInput = {} | null | undefined;

/**
 * A call that is sent when you await it. Before that, it already has the members of its result. If the result arrives as a
 * plain value, they are the members of its class in Python.
 */
export type PyCall<T, Class = T> = MembersOf<Class> & LazyCall<T>;

/** The members of a generated class that its un-awaited calls have. Its members with `$` replace those of every call. */
export type MembersOf<T> = [T] extends [Releasable]
  ? { readonly [K in keyof T as K extends Exclude<keyof PyObject, Special> ? never : K]: T[K] }
  : unknown;

/** A member that only objects have. Comparing all of `PyObject` fails for members of `T` that return `T`. */
type Releasable = Pick<PyObject, "$release">;

/** The general members for which a generated class may have more exact types. */
type Special =
  | keyof Operators
  | "$item"
  | "$call"
  | "$enter"
  | "$with"
  | "$iter"
  | typeof Symbol.asyncIterator;

/** Returns the generated class of a result. It is a function, because modules may import each other. */
export type Returns<T> = (() => { readonly prototype: T }) | undefined;

/** The members of objects, calls and attributes. Each describes a call. */
export abstract class CallingMembers extends Members {
  /** @internal */
  $newCall<T>(
    op: number,
    symbol: string,
    lead: readonly unknown[],
    args?: Arguments,
    flags?: number,
  ): PyCall<T> {
    return makeCall(op, symbol, lead, args, flags);
  }

  /** @internal */
  $newOperation<T>(symbol: string, operands: unknown[], flags?: number): PyCall<T> {
    return callFunction(symbol, operands, flags);
  }
}

/** The class behind `PyCall`. */
export class LazyCall<T> extends CallingMembers implements PromiseLike<T> {
  #promise: Promise<T> | undefined;

  /** @internal */
  constructor(call: Call) {
    super(call);
  }

  // biome-ignore lint/suspicious/noThenProperty: a call is awaited
  then<A = T, B = never>(
    onFulfilled?: ((value: T) => A | PromiseLike<A>) | null,
    onRejected?: ((reason: unknown) => B | PromiseLike<B>) | null,
  ): Promise<A | B> {
    const call = callOf(this);
    const site = call.site ?? captureThenSite(this.then, onFulfilled ?? onRejected);
    if (site !== undefined) call.placeAt(site);
    this.#promise ??= result(this) as Promise<T>;
    return this.#promise.then(onFulfilled, onRejected);
  }

  catch<B = never>(onRejected?: ((reason: unknown) => B | PromiseLike<B>) | null): Promise<T | B> {
    return this.then(undefined, onRejected);
  }

  finally(onFinally?: (() => void) | null): Promise<T> {
    return this.then().finally(onFinally);
  }

  /**
   * Sets options of this call: a deadline, a signal, its session or pool, or whether it runs in the event loop. Throws a
   * `SnakebridgeError` (`AlreadySent`) when the call was sent before.
   */
  with(options: CallOptions): this {
    const call = callOf(this);
    if (call.route !== undefined)
      throw new SnakebridgeError(
        "AlreadySent",
        `${call.symbol} was sent already. Call .with() before await.`,
      );
    checkOptionsOfOne(options);
    call.addOptions(options);
    return this;
  }

  /** Returns a call for the same result as a reference, even if it could be a value. */
  ref(): PyCall<PyObject> {
    const own = callOf(this);
    const call = makeCall<PyObject>(Operation.identity, own.symbol, [this], undefined, Flag.byReference);
    callOf(call).referTo(own);
    return call;
  }

  get [Symbol.toStringTag](): string {
    return "PyCall";
  }
}

inspectAs(LazyCall, (value) => {
  const call = callOf(value);
  const state = call.route === undefined ? "not sent" : call.state === "settled" ? "done" : "sent";
  return `PyCall(${call.symbol}, ${state})`;
});

/** @internal Binds a call to an environment, in which alone it can run. Returns the same call. */
export function inEnvironment<C extends LazyCall<unknown>>(call: C, environment: string | undefined): C {
  callOf(call).setEnvironment(environment);
  return call;
}

/** Describes a call; nothing is sent. */
export function makeCall<T, Class = T>(
  op: number,
  symbol: string,
  lead: readonly unknown[],
  args?: Arguments,
  flags?: number,
  returns?: Returns<Class>,
): PyCall<T, Class> {
  const own = new Call(op, symbol, lead, args, flags, captureCallSite(symbol, makeCall));
  const self = lead[0];
  if (self instanceof Remote) own.follow(stateOf(self));
  const CallClass = returns === undefined ? LazyCall : callClassOf(returns());
  const call = new CallClass<T>(own);
  watchUnsent(call);
  return call as PyCall<T, Class>;
}

/** A result that stayed on its worker is fetched; any other call is sent, once. */
function result(lazy: LazyCall<unknown>): Promise<unknown> {
  const call = callOf(lazy);
  const stayed = call.id !== 0 && (call.flags & Flag.quiet) !== 0;
  if (!stayed) return call.answer;
  const fetch = new Call(Operation.identity, call.symbol, [lazy], undefined, 0, call.site);
  fetch.replaceOptions(call.options);
  return fetch.answer;
}

/**
 * @internal Describes a call of `"module:name"` with operands. It follows the first call among them and takes its options. An
 * operand that is a coroutine is awaited.
 */
export function callFunction<T>(symbol: string, args: unknown[], flags?: number): PyCall<T> {
  const call = makeCall<T>(Operation.callSymbol, symbol, [symbol], { args, kwargs: undefined }, flags);
  callOf(call).markOperator();
  const subject = args.find((value) => value instanceof Remote && asCall(value) !== undefined) ?? args[0];
  if (subject instanceof Remote) callOf(call).follow(stateOf(subject));
  return call;
}

const callClasses = new WeakMap<object, typeof LazyCall>();

/**
 * Returns the class of calls that return a `cls`: a call with the members of the generated class. Created once per class, so
 * that an un-awaited call needs no proxy.
 */
function callClassOf(cls: { readonly prototype: unknown }): typeof LazyCall {
  let callClass = callClasses.get(cls);
  if (callClass === undefined) {
    callClass = class<T> extends LazyCall<T> {};
    copyMembers(cls.prototype as object, callClass.prototype);
    callClasses.set(cls, callClass);
  }
  return callClass;
}

/** @internal Gives a call that was described without it the members of the generated class that it returns. */
export function withMembers<T, Class>(
  call: PyCall<unknown>,
  cls: { readonly prototype: Class },
): PyCall<T, Class> {
  return Object.setPrototypeOf(call, callClassOf(cls).prototype as object) as PyCall<T, Class>;
}

function copyMembers(from: object, to: object): void {
  if (!(from instanceof Remote)) return;
  // Bases first, so that members which override others come later.
  copyMembers(Object.getPrototypeOf(from), to);
  for (const name of Object.getOwnPropertyNames(from)) {
    // A library must not change the members of every call. Names with `$` do not come from a library.
    if (name === "constructor" || (name in LazyCall.prototype && !name.startsWith("$"))) continue;
    Object.defineProperty(to, name, Object.getOwnPropertyDescriptor(from, name)!);
  }
}
