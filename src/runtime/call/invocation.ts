import type { Writer } from "../codec/writer.ts";
import { type CallFailure, Thrown } from "../connection/call-failure.ts";
import type { Request, WaitingThread } from "../connection/request.ts";
import { SnakebridgeError } from "../errors.ts";
import { waitingThread } from "../host/waiting-thread.ts";
import { Flag } from "../wire/flags.ts";
import { type Arguments, writePayload } from "./arguments.ts";
import { type CallOptions, mergeOptions } from "./call-options.ts";
import { type CallSite, captureAwaitSite, linesOf } from "./call-site.ts";
import type { Dispatcher, Intercept, PoolConnection } from "./dispatcher.ts";
import { mismatchOf } from "./environments.ts";
import { isLimit, type Limit, watchLimits } from "./limits.ts";
import type { Remote, RemoteState } from "./remote.ts";
import { remotesOf } from "./remotes.ts";
import { dispatcherOf, planRoute } from "./route.ts";
import { currentScope, type Scope } from "./scope.ts";

/** Enough for a worker that dies while it starts; a pool that cannot start any says so itself. */
const maxReroutes = 3;
const noArguments: Arguments = { args: undefined, kwargs: undefined };

/** The life of one call: described, sent at most once, settled exactly once. */
export class Invocation implements Request {
  readonly kind = "call";
  readonly op: number;
  readonly symbol: string;
  lead: readonly unknown[];
  arguments: Arguments;
  flags: number;
  id = 0;
  settled = false;
  value: unknown;
  failure: CallFailure | undefined;
  home: PoolConnection | undefined;
  /** Where it goes, from the moment it is on its way. */
  route: PoolConnection | Promise<PoolConnection> | undefined;
  options: CallOptions = {};
  site: CallSite | undefined;
  scope: Scope | undefined = currentScope();
  /** Where it belongs; absent: it goes where its arguments are. */
  environment: string | undefined;
  metadata: Record<string, string> | undefined;
  thread: WaitingThread | undefined;
  /** Told once it is settled. */
  onSettled: (() => void) | undefined;
  /** A finalizer knows of it: see unsent-calls.ts. */
  watched = false;
  /** Only part of a call that was never awaited itself. */
  excused = false;
  /** The call whose result this one refers to. */
  refersTo: Invocation | undefined;
  /** Its arguments are operands. */
  isOperator = false;
  #answer: Promise<unknown> | undefined;
  #resolve: ((value: unknown) => void) | undefined;
  #reject: ((error: CallFailure) => void) | undefined;
  #reroutes = 0;
  /** Calls that it waits for. */
  #needs: Invocation[] | undefined;
  /** How many calls wait for this one. */
  #dependents = 0;
  #stopWaiting: (() => void) | undefined;

  constructor(
    op: number,
    symbol: string,
    lead: readonly unknown[],
    args: Arguments = noArguments,
    flags = 0,
  ) {
    this.op = op;
    this.symbol = symbol;
    this.lead = lead;
    this.arguments = args;
    this.flags = flags;
  }

  /** Options beside those that it has. */
  setOptions(options: CallOptions): void {
    this.options = mergeOptions(this.options, options);
    this.#place();
    this.scope = options.session?.scope ?? this.scope;
  }

  /** It is made of what another call gives, or of an object: the options of that hold, and its session. */
  follow(state: RemoteState): void {
    if (state.kind !== "object") this.environment = state.environment;
    if (state.kind === "call") {
      this.options = state.options;
      this.#place();
      if (state.options.session !== undefined) this.scope = state.scope;
    } else if (state.kind === "object" && state.scope?.dispatcher !== undefined) this.scope ??= state.scope;
  }

  #place(): void {
    const { loop } = this.options;
    if (loop === undefined) return;
    this.flags &= ~(Flag.insideLoop | Flag.outsideLoop);
    this.flags |= loop ? Flag.insideLoop : Flag.outsideLoop;
  }

  /** Sends it, unless it is on its way; the same promise each time. */
  get answer(): Promise<unknown> {
    if (this.#answer !== undefined) return this.#answer;
    const settled = new Promise<unknown>((resolve, reject) => {
      this.#resolve = resolve;
      this.#reject = reject;
    });
    // In a reaction, because only there V8 knows who awaits.
    this.#answer = settled.then(undefined, (error: CallFailure) => rethrow(error, this.site));
    this.flags &= ~Flag.quiet;
    if (this.failure !== undefined) this.#reject!(this.failure);
    else if (this.route === undefined) this.#start();
    return this.#answer;
  }

  /** Another call needs it: it goes before that one, and its result stays on the worker. Limits of its own hold. */
  accompany(route: PoolConnection | Promise<PoolConnection>, by?: Invocation): void {
    this.route = route;
    this.flags |= Flag.keep | Flag.quiet;
    this.metadata ??= by?.metadata;
    this.thread ??= by?.thread;
    if (this.options !== by?.options) this.#limit(this.options.timeoutMs ?? 0, this.options.signal);
  }

  #start(): void {
    this.thread = waitingThread();
    try {
      const remotes = remotesOf(this);
      const dispatcher = dispatcherOf(this, remotes);
      const { memo } = dispatcher;
      if (memo?.covers(this))
        memo.serve(this, {
          send: () => this.#send(dispatcher, remotes),
          wait: () => this.#limitIn(dispatcher),
        });
      else this.#send(dispatcher, remotes);
    } catch (error) {
      this.fail(notSent(error));
    }
  }

  #send(dispatcher: Dispatcher, remotes: readonly Remote[]): void {
    const { intercept } = dispatcher;
    if (intercept === undefined) this.#pass(dispatcher, remotes);
    else this.#answer = this.#intercepted(intercept, () => this.#pass(dispatcher, remotes));
  }

  #pass(dispatcher: Dispatcher, remotes: readonly Remote[]): void {
    this.#limitIn(dispatcher);
    if (!this.settled) planRoute(this, dispatcher, remotes);
  }

  #limitIn(dispatcher: Dispatcher): void {
    this.#limit(this.options.timeoutMs ?? dispatcher.timeoutMs ?? 0, this.options.signal);
  }

  /** The outcome is what those who intercept say; what they do not send never runs. */
  async #intercepted(intercept: Intercept, send: () => void): Promise<unknown> {
    const answer = this.#answer!;
    answer.catch(() => {}); // told by those who intercept
    try {
      return await intercept(this, () => {
        try {
          send();
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

  /** It takes the result of `other`, which is not there yet. */
  need(other: Invocation): void {
    this.#needs ??= [];
    this.#needs.push(other);
    other.#dependents++;
  }

  takesResultOf(call: object): boolean {
    return this.isOperator || this.lead[0] === call;
  }

  #limit(timeoutMs: number, signal: AbortSignal | undefined): void {
    if (this.#stopWaiting === undefined && (timeoutMs > 0 || signal !== undefined))
      this.#stopWaiting = watchLimits(timeoutMs, signal, (limit) => this.giveUp(limit));
    if (this.settled) this.#stopWaiting?.();
  }

  /** Neither this call has to run any more, nor what only this one needs. */
  giveUp({ code, message, cause }: Limit): void {
    const pid = this.route instanceof Promise ? undefined : this.route?.pid;
    const executed = this.id === 0 ? "no" : "maybe";
    const error = new SnakebridgeError(code, message, { symbol: this.symbol, pid, executed, cause });
    // With a stack of its own: chains may be long.
    const unwanted: Invocation[] = [this];
    for (let call = unwanted.pop(); call !== undefined; call = unwanted.pop()) {
      for (const other of call.#needs ?? [])
        if (--other.#dependents === 0 && other.#answer === undefined && !other.settled) unwanted.push(other);
      // What a worker has begun to keep, it tells itself to those who ask.
      if (call === this || call.id === 0) call.fail(error);
      if (!(call.route instanceof Promise)) call.route?.cancelRequest(call);
    }
  }

  /** Nobody waits for it any more, though it has its answer to come: the worker is asked to leave it. */
  interrupt(): void {
    if (!this.settled && this.id !== 0) this.home!.cancelRequest(this, true);
  }

  /** Its result, which stayed on the worker, is not needed any more. */
  forget(): void {
    if ((this.flags & Flag.keep) === 0 || this.id === 0) return;
    this.flags &= ~Flag.keep;
    this.home!.forget(this.id);
  }

  write(writer: Writer): void {
    writePayload(writer, this.lead, this.arguments);
  }

  written(id: number): void {
    this.id = id;
    this.home = this.route as PoolConnection;
    // What it was given may be collected from now on.
    this.lead = [];
    this.arguments = noArguments;
  }

  move(connection: PoolConnection): void {
    this.home = connection;
    this.route = connection;
    const mismatch = mismatchOf(this, connection.dispatcher);
    if (mismatch === undefined) connection.submit(this);
    else this.fail(mismatch);
  }

  reroute(error: SnakebridgeError): void {
    if (this.settled) return;
    if (this.home !== undefined || (this.flags & Flag.keep) !== 0 || this.#reroutes++ >= maxReroutes) {
      this.fail(error);
      return;
    }
    this.route = undefined;
    const remotes = remotesOf(this);
    planRoute(this, dispatcherOf(this, remotes), remotes);
  }

  fulfil(value: unknown): void {
    if (this.settled) return;
    this.settled = true;
    this.value = value;
    this.#needs = undefined;
    this.#stopWaiting?.();
    this.#resolve?.(value);
    if (this.refersTo !== undefined) this.refersTo.#becomes(value);
    this.onSettled?.();
  }

  /** The reference to its result is its result from now on: the object is held by one of them only. */
  #becomes(reference: unknown): void {
    const stayed = Flag.keep | Flag.quiet;
    if (!this.settled || this.failure !== undefined || (this.flags & stayed) !== stayed) return;
    this.value = reference;
    this.forget();
  }

  fail(error: CallFailure): void {
    if (this.settled) return;
    this.settled = true;
    this.failure = this.#limitOfNeed(error) ?? error;
    this.#needs = undefined;
    this.#stopWaiting?.();
    this.#reject?.(this.failure);
    this.onSettled?.();
  }

  /** Python knows only that a call was cancelled that this one needs; why, is known here. */
  #limitOfNeed(error: CallFailure): CallFailure | undefined {
    if (!(error instanceof SnakebridgeError) || error.code !== "Cancelled") return undefined;
    return this.#needs?.find(({ failure }) => failure instanceof SnakebridgeError && isLimit(failure.code))
      ?.failure;
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
