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
 * What may be passed to Python. A function becomes a Python callable: it receives values and references like those that calls
 * return, keyword arguments as a last object, and may return what may be passed, or a promise of it. A value that cannot cross is
 * a `SnakebridgeError` that names its path.
 */
// biome-ignore lint/complexity/noBannedTypes: the one type that takes what a call gave, which is `unknown`
export type PyInput = {} | null | undefined;

/**
 * A call that is sent when it is awaited, and has the members of its result: those of its class in Python, where a value
 * without them arrives.
 */
export type PyCall<T, Class = T> = MembersOf<Class> & LazyCall<T>;

/** The members of a generated class that its calls have before they are awaited; those with `$` come before the calls' own. */
export type MembersOf<T> = [T] extends [Kept]
  ? { readonly [K in keyof T as K extends Exclude<keyof PyObject, Special> ? never : K]: T[K] }
  : unknown;

/** Only objects have this. Not all of `PyObject`: members of `T` that give `T` could not be compared while they are read. */
type Kept = Pick<PyObject, "$release">;

/** What a generated class may know better than every object. */
type Special =
  | keyof Operators
  | "$item"
  | "$call"
  | "$enter"
  | "$with"
  | "$iter"
  | typeof Symbol.asyncIterator;

/** The generated class of a result, given late because modules may import each other. */
export type Returns<T> = (() => { readonly prototype: T }) | undefined;

/** The members of objects, calls and attributes, with the calls that they describe. */
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

  /** Sets a deadline, a signal, the session or the pool of this call, or whether it runs in the event loop, before it is sent. */
  with(options: CallOptions): this {
    const call = callOf(this);
    if (call.route !== undefined)
      throw new SnakebridgeError("AlreadySent", `${call.symbol} is on its way: .with() comes before await`);
    checkOptionsOfOne(options);
    call.addOptions(options);
    return this;
  }

  /** The result as a reference, whatever it is. */
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

/** @internal The same call, as one of an environment: it runs in no other. */
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
 * @internal A call of `"module:name"` with operands: it goes where the first call among them goes, with the same options, and
 * takes what coroutines come to.
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
    // A library cannot change the members of every call; names with `$` are no library's.
    if (name === "constructor" || (name in LazyCall.prototype && !name.startsWith("$"))) continue;
    Object.defineProperty(to, name, Object.getOwnPropertyDescriptor(from, name)!);
  }
}
