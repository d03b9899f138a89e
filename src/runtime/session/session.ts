import type { Dispatcher, Intercept, PoolConnection } from "../call/dispatcher.ts";
import { currentScope, runInScope, Scope } from "../call/scope.ts";
import { SnakebridgeError } from "../errors.ts";
import { type CallByName, callByNameWith } from "./call-by-name.ts";

/** Calls that run on the same worker: a call finds the state that the calls before it left there. */
export class Session implements Dispatcher, AsyncDisposable {
  /** @internal Objects that arrive for its calls are released at its end. */
  readonly scope: Scope;
  readonly #connection: PoolConnection;
  #ended = false;

  /** @internal */
  constructor(connection: PoolConnection) {
    this.#connection = connection;
    this.scope = new Scope(currentScope(), this);
    connection.sessions++;
  }

  /** The universal call, in this session: `s.call("os", "chdir", ["/tmp"])`. Needs no `this`. */
  readonly call: CallByName = callByNameWith({ session: this });

  /** Process id of its worker. */
  get pid(): number {
    return this.#connection.pid;
  }

  /** @internal */
  get environment(): string | undefined {
    return this.#connection.dispatcher?.environment;
  }

  /** @internal */
  get timeoutMs(): number | undefined {
    return this.#connection.dispatcher?.timeoutMs;
  }

  /** The interceptors of its pool. */
  get intercept(): Intercept | undefined {
    return this.#connection.dispatcher?.intercept;
  }

  /** Returns the connection that it is pinned to. */
  connect(): PoolConnection | Promise<PoolConnection> {
    if (this.#ended) return Promise.reject(new SnakebridgeError("SessionEnded", "The session has ended."));
    const { end, pid } = this.#connection;
    if (end === undefined) return this.#connection;
    const message = `The session is lost, and its state with it. ${end.message}`;
    return Promise.reject(new SnakebridgeError("SessionLost", message, { pid }));
  }

  /** Releases the objects that arrived for its calls. Later calls fail with `SessionEnded`; calls in flight go on. */
  end(): void {
    if (this.#ended) return;
    this.#ended = true;
    this.#connection.sessions--;
    this.scope.end();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.end();
  }
}

/** The two forms of a `session(...)` function. */
export interface OpenSession {
  /** Opens a session on one worker, until it is disposed of: `await using s = await session()`. */
  (): Promise<Session>;
  /** Runs `body` in a session: calls in it go there unless they name another session or pool. */
  <T>(body: (session: Session) => T | PromiseLike<T>): Promise<T>;
}

/** @internal Returns the `session(...)` function of a pool. */
export function sessionsOf(connect: () => PoolConnection | Promise<PoolConnection>): OpenSession {
  return async <T>(body?: (session: Session) => T | PromiseLike<T>): Promise<Session | T> => {
    const route = connect();
    // Without a wait where that is possible, so that the next session sees this one.
    const session = new Session(route instanceof Promise ? await route : route);
    if (body === undefined) return session;
    try {
      return await runInScope(session.scope, () => body(session));
    } finally {
      session.end();
    }
  };
}
