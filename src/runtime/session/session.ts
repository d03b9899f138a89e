import { currentScope, runInScope, Scope } from "../call/scope.ts";
import type { Connection } from "../connection/connection.ts";
import type { Dispatcher, Intercept } from "../connection/dispatcher.ts";
import { SnakebridgeError } from "../errors.ts";
import { type call, callWith } from "../program/call.ts";

/** Calls that meet the same worker: what one of them leaves there, the next one finds. */
export class Session implements Dispatcher, AsyncDisposable {
  /** @internal What comes for its calls is let go at its end. */
  readonly scope: Scope;
  readonly #connection: Connection;
  #ended = false;

  /** @internal */
  constructor(connection: Connection) {
    this.#connection = connection;
    this.scope = new Scope(currentScope(), this);
    connection.sessions++;
  }

  /** The universal call, in this session: `s.call("os", "chdir", ["/tmp"])`. Needs no `this`. */
  readonly call: typeof call = (...parameters) => callWith({ session: this }, ...parameters);

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

  /** What stands around its calls. */
  get intercept(): Intercept | undefined {
    return this.#connection.dispatcher?.intercept;
  }

  /** The connection that it is pinned to. */
  connect(): Connection | Promise<Connection> {
    if (this.#ended) return Promise.reject(new SnakebridgeError("SessionEnded", "The session has ended."));
    const { end, pid } = this.#connection;
    if (end === undefined) return this.#connection;
    const message = `The session is lost, and its state with it. ${end.message}`;
    return Promise.reject(new SnakebridgeError("SessionLost", message, { pid }));
  }

  /** Lets go of the objects that came for its calls; calls made later fail with `SessionEnded`. Those under way go on. */
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

/** What a `session(...)` function takes and gives. */
export interface OpenSession {
  /** A session on one worker, until it is disposed of: `await using s = await session()`. */
  (): Promise<Session>;
  /** Runs `body` in a session: its calls go there unless they say otherwise. */
  <T>(body: (session: Session) => T | PromiseLike<T>): Promise<T>;
}

/** @internal */
export function sessionsOf(dispatcher: Dispatcher): OpenSession {
  return async <T>(body?: (session: Session) => T | PromiseLike<T>): Promise<Session | T> => {
    const route = dispatcher.connect();
    // At once where that can be, so that the next session sees this one.
    const session = new Session(route instanceof Promise ? await route : route);
    if (body === undefined) return session;
    try {
      return await runInScope(session.scope, () => body(session));
    } finally {
      session.end();
    }
  };
}
