import type { Writer } from "../codec/writer.ts";
import { type CallFailure, Thrown } from "../connection/call-failure.ts";
import type { Request, RequestState, WaitingThread } from "../connection/request.ts";
import { SnakebridgeError } from "../errors.ts";
import { waitingThread } from "../host/waiting-thread.ts";
import { Flag } from "../wire/flags.ts";
import { writePayload } from "./arguments.ts";
import { CallDescription, noArguments } from "./call-description.ts";
import { type CallSite, captureAwaitSite, linesOf } from "./call-site.ts";
import type { Dispatcher, Intercept, PoolConnection, Route } from "./dispatcher.ts";
import { mismatchOf } from "./environments.ts";
import { isLimit, type Limit, watchLimits } from "./limits.ts";
import type { Remote } from "./remote.ts";
import { dispatcherOf, planRoute } from "./route.ts";

/**
 * How often a call may lose its connection before it was sent. Enough for a worker that dies while it starts; a pool that
 * cannot start any reports that itself.
 */
const maxReroutes = 3;
const nothing: readonly unknown[] = [];

/** The states that may follow each state of a call. docs/internals/calls.md shows them. */
const transitions: Readonly<Record<RequestState, readonly RequestState[]>> = {
  described: ["routed", "settled"],
  routed: ["routed", "queued", "sent", "described", "settled"],
  queued: ["sent", "routed", "described", "settled"],
  sent: ["settled"],
  settled: [],
};

/** Lets the transitions below assign what is read-only for all others. */
type Writable = { -readonly [Name in keyof Call]: Call[Name] };

/**
 * The life of one call, in the order of this file: described, routed to a connection, queued there, sent at most once,
 * settled exactly once. Only the methods of this class change its state.
 */
export class Call extends CallDescription implements Request {
  readonly kind = "call";
  readonly state: RequestState = "described";
  /** Its connection, or a promise of it while a pool is choosing, once it is routed. */
  readonly route: Route | undefined;
  /** The only connection that can run it: at first the connection with its arguments, later its sender. */
  readonly home: PoolConnection | undefined;
  /** The Python thread that runs it; absent: the main thread. */
  readonly thread: WaitingThread | undefined;
  /** Its id on the worker; 0 until it is sent. */
  readonly id: number = 0;
  readonly value: unknown;
  readonly failure: CallFailure | undefined;
  /** Whether a finalizer watches it: see unsent-calls.ts. */
  readonly isWatched: boolean = false;
  /** It is an argument of another call that was never awaited. The warning names that call instead. */
  readonly suppressesUnsentWarning: boolean = false;

  /** Settles with the outcome for the program. */
  #answer: Promise<unknown> | undefined;
  #resolve: ((value: unknown) => void) | undefined;
  #reject: ((error: CallFailure) => void) | undefined;
  #onSettled: (() => void) | undefined;
  #stopWaiting: (() => void) | undefined;
  #reroutes = 0;
  /** Unsettled calls whose results it takes. */
  #needs: Call[] | undefined;
  /** How many calls take its result. */
  #dependents = 0;
  /** The call whose result its own result refers to. */
  #refersTo: Call | undefined;

  #enter(next: RequestState): void {
    if (!transitions[this.state].includes(next))
      throw new Error(`snakebridge: ${this.symbol} cannot go from "${this.state}" to "${next}"`);
    (this as Writable).state = next;
  }

  // Described: it has its arguments and options, and nothing is sent.

  /** Sends the call, unless that has happened. Returns the same promise each time. */
  get answer(): Promise<unknown> {
    if (this.#answer !== undefined) return this.#answer;
    const settled = new Promise<unknown>((resolve, reject) => {
      this.#resolve = resolve;
      this.#reject = reject;
    });
    // In a reaction, because only there V8 knows the awaiting code.
    this.#answer = settled.then(undefined, (error: CallFailure) => rethrow(error, this.site));
    (this as Writable).flags &= ~Flag.quiet;
    if (this.failure !== undefined) this.#reject!(this.failure);
    else if (this.route === undefined) this.#start();
    return this.#answer;
  }

  #start(): void {
    (this as Writable).thread = waitingThread();
    try {
      const remotes = this.remotes;
      const dispatcher = dispatcherOf(this, remotes);
      const { memo } = dispatcher;
      if (memo !== undefined && !memo.isUnused && memo.covers(this))
        memo.serve(this, {
          send: () => this.#intercept(dispatcher, remotes),
          wait: () => this.#limitBy(dispatcher),
        });
      else this.#intercept(dispatcher, remotes);
    } catch (error) {
      this.fail(notSent(error));
    }
  }

  #intercept(dispatcher: Dispatcher, remotes: readonly Remote[]): void {
    const { intercept } = dispatcher;
    if (intercept === undefined) this.#plan(dispatcher, remotes);
    else this.#answer = this.#intercepted(intercept, () => this.#plan(dispatcher, remotes));
  }

  /** Resolves to the outcome that the interceptors return. A call that they do not send never runs. */
  async #intercepted(intercept: Intercept, plan: () => void): Promise<unknown> {
    const answer = this.#answer!;
    answer.catch(() => {}); // the interceptors report it
    try {
      return await intercept(this, () => {
        try {
          plan();
        } catch (error) {
          this.fail(notSent(error));
        }
        return answer;
      });
    } finally {
      if (this.route === undefined)
        this.fail(new SnakebridgeError("NotSent", "an interceptor did not send it", { symbol: this.symbol }));
    }
  }

  #plan(dispatcher: Dispatcher, remotes: readonly Remote[]): void {
    this.#limitBy(dispatcher);
    // While interceptors waited, the call may have been sent with another one.
    if (this.state === "described") planRoute(this, dispatcher, remotes);
  }

  #limitBy(dispatcher: Dispatcher): void {
    this.#limit(this.options.timeoutMs ?? dispatcher.timeoutMs ?? 0, this.options.signal);
  }

  #limit(timeoutMs: number, signal: AbortSignal | undefined): void {
    if (this.#stopWaiting === undefined && (timeoutMs > 0 || signal !== undefined))
      this.#stopWaiting = watchLimits(timeoutMs, signal, (limit) => this.cancel(limit));
    if (this.state === "settled") this.#stopWaiting?.();
  }

  // Routed: its connection is known, or a pool is choosing one.

  /** It uses this connection, or the connection to which the promise resolves. */
  routeTo(route: Route): void {
    this.#enter("routed");
    (this as Writable).route = route;
  }

  /** No other connection can run it. */
  pinTo(connection: PoolConnection): void {
    (this as Writable).home = connection;
  }

  /** Another call needs it: it is sent before that one, and its result stays on the worker. Its own limits apply. */
  sendWith(route: Route, thread: WaitingThread | undefined, by?: Call): void {
    this.routeTo(route);
    (this as Writable).flags |= Flag.keep | Flag.quiet;
    (this as Writable).metadata ??= by?.metadata;
    (this as Writable).thread ??= thread;
    if (this.options !== by?.options) this.#limit(this.options.timeoutMs ?? 0, this.options.signal);
  }

  /** It takes the result of `other`, which has no reply yet. */
  need(other: Call): void {
    this.#needs ??= [];
    this.#needs.push(other);
    other.#dependents++;
  }

  /** The Python thread of the call that needs it runs it too. */
  runOn(thread: WaitingThread | undefined): void {
    (this as Writable).thread = thread ?? this.thread;
  }

  // Queued: it waits to be sent. It can still be cancelled before Python receives it, or move to another connection.

  /** It waits to be written into a frame. */
  markQueued(): void {
    this.#enter("queued");
  }

  /** It leaves the queue, and is queued again when the calls that it needs have their replies. */
  postpone(): void {
    this.#enter("routed");
  }

  /** Its arguments are on another connection: it moves there. */
  move(connection: PoolConnection): void {
    this.routeTo(connection);
    this.pinTo(connection);
    const mismatch = mismatchOf(this, connection.dispatcher);
    if (mismatch === undefined) connection.submit(this);
    else this.fail(mismatch);
  }

  /** Its connection ended before it was sent: it is re-routed, unless its arguments were there. */
  reroute(error: SnakebridgeError): void {
    if (this.state === "settled") return;
    if (this.home !== undefined || (this.flags & Flag.keep) !== 0 || this.#reroutes++ >= maxReroutes) {
      this.fail(error);
      return;
    }
    this.#enter("described");
    (this as Writable).route = undefined;
    const remotes = this.remotes;
    planRoute(this, dispatcherOf(this, remotes), remotes);
  }

  // Sent: the worker has it, and its Python code may run.

  write(writer: Writer): void {
    writePayload(writer, this.lead, this.arguments);
  }

  /** A frame of its connection contains it, with this id. */
  markSent(id: number): void {
    this.#enter("sent");
    (this as Writable).id = id;
    (this as Writable).home = this.route as PoolConnection;
    // From now on its arguments may be garbage-collected.
    (this as Writable).lead = nothing;
    (this as Writable).arguments = noArguments;
  }

  /** Asks the worker to interrupt it. The worker may continue regardless. The call still receives its reply. */
  interrupt(): void {
    if (this.state === "sent") this.home!.cancelRequest(this, true);
  }

  // Settled: it has its outcome, even if the worker has yet to reply.

  fulfil(value: unknown): void {
    if (this.state === "settled") return;
    (this as Writable).value = value;
    this.#settle();
    this.#resolve?.(value);
    if (this.#refersTo !== undefined) this.#refersTo.#become(value);
    this.#onSettled?.();
  }

  fail(error: CallFailure): void {
    if (this.state === "settled") return;
    (this as Writable).failure = this.#limitOfNeed(error) ?? error;
    this.#settle();
    this.#reject?.(this.failure!);
    this.#onSettled?.();
  }

  /**
   * Its deadline passed or its signal fired: it fails at once, and so do the calls that only it needs. Running calls are
   * interrupted.
   */
  cancel({ code, message, cause }: Limit): void {
    const pid = this.route instanceof Promise ? undefined : this.route?.pid;
    const executed = this.id === 0 ? "no" : "maybe";
    const error = new SnakebridgeError(code, message, { symbol: this.symbol, pid, executed, cause });
    // A stack replaces recursion: chains may be long.
    const unwanted: Call[] = [this];
    for (let call = unwanted.pop(); call !== undefined; call = unwanted.pop()) {
      for (const other of call.#needs ?? [])
        if (--other.#dependents === 0 && other.#answer === undefined && other.state !== "settled")
          unwanted.push(other);
      // The worker reports the failure of a call whose result it keeps.
      if (call === this || call.id === 0) call.fail(error);
      if (!(call.route instanceof Promise)) call.route?.cancelRequest(call);
    }
  }

  #settle(): void {
    this.#enter("settled");
    this.#needs = undefined;
    this.#stopWaiting?.();
  }

  /** Python reports only that a call which this one needs was cancelled. The host knows why. */
  #limitOfNeed(error: CallFailure): CallFailure | undefined {
    if (!(error instanceof SnakebridgeError) || error.code !== "Cancelled") return undefined;
    return this.#needs?.find(({ failure }) => failure instanceof SnakebridgeError && isLimit(failure.code))
      ?.failure;
  }

  /** Calls `listener` once it is settled. */
  whenSettled(listener: () => void): void {
    this.#onSettled = listener;
  }

  // The result that stays on the worker.

  /** The worker keeps the result for another call. Call this before it is sent. */
  keepResult(): void {
    (this as Writable).flags |= Flag.keep;
  }

  /** No call needs the kept result any longer. */
  forget(): void {
    if ((this.flags & Flag.keep) === 0 || this.id === 0) return;
    (this as Writable).flags &= ~Flag.keep;
    this.home!.forget(this.id);
  }

  /** Its result is a reference to the result of `other`. */
  referTo(other: Call): void {
    this.#refersTo = other;
  }

  /** From now on its value is the reference to its result, so that only one of the two holds the object. */
  #become(reference: unknown): void {
    const stayed = Flag.keep | Flag.quiet;
    if (this.state !== "settled" || this.failure !== undefined || (this.flags & stayed) !== stayed) return;
    (this as Writable).value = reference;
    this.forget();
  }

  // Calls that the program never awaits: see unsent-calls.ts.

  /** Marks it as watched. Returns true the first time. */
  markWatched(): boolean {
    if (this.isWatched) return false;
    (this as Writable).isWatched = true;
    return true;
  }

  suppressUnsentWarning(): void {
    (this as Writable).suppressesUnsentWarning = true;
  }
}

function notSent(error: unknown): SnakebridgeError {
  return error instanceof SnakebridgeError
    ? error
    : new SnakebridgeError("NotSent", String(error), { cause: error });
}

function rethrow(error: CallFailure, site: CallSite | undefined): never {
  if (error instanceof Thrown) throw error.value;
  if (error instanceof SnakebridgeError) error.placeAt(linesOf(site ?? captureAwaitSite(rethrow)));
  throw error;
}
