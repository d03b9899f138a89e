import type { Scope } from "../call/scope.ts";
import { SnakebridgeError } from "../errors.ts";
import type { Connection } from "./connection.ts";

/** One Python object that this host holds. */
export interface Reference {
  readonly kind: "object";
  readonly connection: Connection;
  readonly handle: number;
  /** `module:qualname` of its class. */
  readonly typeName: string;
  /** The same of that and of the classes that it extends. */
  readonly types: readonly string[];
  /** How often the worker sent it: a release gives all of these back. */
  count: number;
  released: boolean;
  /** Lets go of it at its end. */
  scope: Scope | undefined;
}

export function staleReference(reference: Reference): SnakebridgeError {
  const why = reference.connection.ended ? "its worker has ended" : "it was released";
  return new SnakebridgeError("StaleReference", `this ${reference.typeName} is gone: ${why}`, {
    pid: reference.connection.pid,
    executed: "no",
  });
}

/** One call needs what lives on different workers. */
export function objectsOfTwoWorkers(symbol: string, here: Connection, other: Connection): SnakebridgeError {
  const { pid } = here;
  const [one, two] = [here.dispatcher?.environment, other.dispatcher?.environment];
  if (one !== two)
    return new SnakebridgeError(
      "EnvironmentMismatch",
      `${symbol} was given Python objects of two environments, "${one}" and "${two}": values can go from one to the other, objects cannot`,
      { symbol, pid },
    );
  return new SnakebridgeError(
    "ObjectsOfTwoWorkers",
    `${symbol} was given Python objects of two workers; make all of them on one: in one session()`,
    { symbol, pid },
  );
}

/** The result of a call was kept on a worker that has ended. */
export function staleResult(call: { readonly symbol: string }): SnakebridgeError {
  return new SnakebridgeError(
    "StaleReference",
    `the result of ${call.symbol} is gone: its worker has ended`,
    {
      symbol: call.symbol,
    },
  );
}
