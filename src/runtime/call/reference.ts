import { SnakebridgeError } from "../errors.ts";
import type { PoolConnection } from "./dispatcher.ts";
import type { Scope } from "./scope.ts";

interface ReferenceHolder {
  release(reference: Reference): void;
}

/** One Python object that the program holds. */
export class Reference {
  readonly kind = "object";
  readonly connection: PoolConnection;
  readonly handle: number;
  /** `module:qualname` of its class, followed by the classes that it extends. */
  readonly types: readonly string[];
  /** How often the worker sent it. A release returns the whole count. */
  count = 1;
  released = false;
  /** The scope that releases it at its end. */
  scope: Scope | undefined;
  readonly #holder: ReferenceHolder;

  constructor(connection: PoolConnection, handle: number, types: readonly string[], holder: ReferenceHolder) {
    this.connection = connection;
    this.handle = handle;
    this.types = types;
    this.#holder = holder;
  }

  /** `module:qualname` of its class. */
  get typeName(): string {
    return this.types[0] ?? "?";
  }

  /** Releases the object on the worker. */
  release(): void {
    this.#holder.release(this);
  }
}

export function staleReference(reference: Reference): SnakebridgeError {
  const why = reference.connection.ended ? "its worker has ended" : "it was released";
  return new SnakebridgeError("StaleReference", `this ${reference.typeName} is gone: ${why}`, {
    pid: reference.connection.pid,
    executed: "no",
  });
}

/** One call needs objects that live on different workers. */
export function objectsOfTwoWorkers(
  symbol: string,
  here: PoolConnection,
  other: PoolConnection,
): SnakebridgeError {
  const { pid } = here;
  const [one, two] = [here.dispatcher?.environment, other.dispatcher?.environment];
  if (one !== two)
    return new SnakebridgeError(
      "EnvironmentMismatch",
      `${symbol} got Python objects of two environments, "${one}" and "${two}". Values can be passed between environments; objects cannot`,
      { symbol, pid },
    );
  return new SnakebridgeError(
    "ObjectsOfTwoWorkers",
    `${symbol} got Python objects of two workers. Create all of them in one session()`,
    { symbol, pid },
  );
}

/** The result of a call was kept on a worker that has ended. */
export function staleResult(call: { readonly symbol: string }): SnakebridgeError {
  return new SnakebridgeError(
    "StaleReference",
    `the result of ${call.symbol} is gone: its worker has ended`,
    { symbol: call.symbol },
  );
}
