import type { Writer } from "../codec/writer.ts";
import type { Connection } from "../connection/connection.ts";
import type { Dispatcher, Request } from "../connection/dispatcher.ts";
import { Flag } from "../connection/operation.ts";
import { SnakebridgeError, withCallSite } from "../errors.ts";
import { type Arguments, writePayload } from "./arguments.ts";
import { type CallSite, captureAwaitSite, linesOf } from "./call-site.ts";
import { defaultDispatcher } from "./default-dispatcher.ts";
import { planRoute } from "./route.ts";

export interface CallOptions {
  /** Milliseconds until the call fails with `DeadlineExceeded`; 0: none, whatever the pool says. */
  readonly timeoutMs?: number | undefined;
  readonly signal?: AbortSignal | undefined;
  /** Where it runs, when nothing else decides it; the default pool otherwise. */
  readonly pool?: Dispatcher | undefined;
}

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
  failure: SnakebridgeError | undefined;
  home: Connection | undefined;
  /** Where it goes, from the moment it is on its way. */
  route: Connection | Promise<Connection> | undefined;
  options: CallOptions = {};
  site: CallSite | undefined;
  /** A finalizer knows of it: see unsent-calls.ts. */
  watched = false;
  /** Only part of a call that was never awaited itself. */
  excused = false;
  #answer: Promise<unknown> | undefined;
  #resolve: ((value: unknown) => void) | undefined;
  #reject: ((error: SnakebridgeError) => void) | undefined;
  #reroutes = 0;
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

  /** Sends it, unless it is on its way; the same promise each time. */
  get answer(): Promise<unknown> {
    if (this.#answer !== undefined) return this.#answer;
    const settled = new Promise<unknown>((resolve, reject) => {
      this.#resolve = resolve;
      this.#reject = reject;
    });
    // In a reaction, because only there V8 knows who awaits.
    this.#answer = settled.then(undefined, (error: SnakebridgeError) => rethrow(error, this.site));
    this.flags &= ~Flag.quiet;
    if (this.route === undefined) this.#start();
    return this.#answer;
  }

  /** Another call needs it: it goes before that one, and its result stays on the worker. */
  accompany(route: Connection | Promise<Connection>): void {
    this.route = route;
    this.flags |= Flag.keep | Flag.quiet;
  }

  #start(): void {
    try {
      const dispatcher = this.options.pool ?? defaultDispatcher;
      this.#limit(this.options.timeoutMs ?? dispatcher.timeoutMs ?? 0, this.options.signal);
      if (!this.settled) planRoute(this, dispatcher);
    } catch (error) {
      this.fail(
        error instanceof SnakebridgeError
          ? error
          : new SnakebridgeError("NotSent", String(error), { cause: error }),
      );
    }
  }

  #limit(timeoutMs: number, signal: AbortSignal | undefined): void {
    if (timeoutMs <= 0 && signal === undefined) return;
    const abort = (): void => this.#giveUp("Aborted", "the call was aborted by its signal", signal?.reason);
    const timer =
      timeoutMs > 0 && Number.isFinite(timeoutMs)
        ? setTimeout(() => this.#giveUp("DeadlineExceeded", `no answer within ${timeoutMs} ms`), timeoutMs)
        : undefined;
    signal?.addEventListener("abort", abort, { once: true });
    this.#stopWaiting = () => {
      clearTimeout(timer);
      signal?.removeEventListener("abort", abort);
    };
    if (signal?.aborted) abort();
  }

  #giveUp(code: string, message: string, cause?: unknown): void {
    const connection = this.route instanceof Promise ? undefined : this.route;
    const executed = this.id === 0 ? "no" : "maybe";
    this.fail(
      new SnakebridgeError(code, message, { symbol: this.symbol, pid: connection?.pid, executed, cause }),
    );
    connection?.abandon(this);
  }

  write(writer: Writer): void {
    writePayload(writer, this.lead, this.arguments);
  }

  written(connection: Connection, id: number): void {
    this.id = id;
    this.home = connection;
    this.route = connection;
    // What it was given may be collected from now on.
    this.lead = [];
    this.arguments = noArguments;
  }

  move(connection: Connection): void {
    this.home = connection;
    this.route = connection;
    connection.submit(this);
  }

  reroute(error: SnakebridgeError): void {
    if (this.settled) return;
    if (this.home !== undefined || (this.flags & Flag.keep) !== 0 || this.#reroutes++ >= maxReroutes) {
      this.fail(error);
      return;
    }
    this.route = undefined;
    planRoute(this, this.options.pool ?? defaultDispatcher);
  }

  fulfil(value: unknown): void {
    if (this.settled) return;
    this.settled = true;
    this.value = value;
    this.#stopWaiting?.();
    this.#resolve?.(value);
  }

  fail(error: SnakebridgeError): void {
    if (this.settled) return;
    this.settled = true;
    this.failure = error;
    this.#stopWaiting?.();
    this.#reject?.(error);
  }
}

function rethrow(error: SnakebridgeError, site: CallSite | undefined): never {
  withCallSite(error, linesOf(site ?? captureAwaitSite(rethrow)));
  throw error;
}
