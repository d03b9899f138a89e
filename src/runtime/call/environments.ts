import { SnakebridgeError } from "../errors.ts";
import type { Dispatcher } from "./dispatcher.ts";

/** Something that belongs to one environment; absent: it can be used in all of them. */
interface Placed {
  readonly symbol: string;
  readonly environment?: string | undefined;
}

/** Whether something that belongs to `environment` can be used on a dispatcher's workers. */
export function isUsableIn(environment: string | undefined, dispatcher: Dispatcher | undefined): boolean {
  const there = dispatcher?.environment;
  return there === undefined || environment === undefined || environment === there;
}

/** Returns the error for something that is used outside its environment. */
export function mismatchOf(
  { symbol, environment }: Placed,
  dispatcher: Dispatcher | undefined,
): SnakebridgeError | undefined {
  if (isUsableIn(environment, dispatcher)) return undefined;
  return new SnakebridgeError(
    "EnvironmentMismatch",
    `${symbol} belongs to the environment "${environment}" and cannot be used in "${dispatcher?.environment}". Values can be passed between environments; objects, functions and classes cannot`,
    { symbol, executed: "no" },
  );
}

/** Throws the error of `mismatchOf`, if there is one. */
export function requireEnvironment(placed: Placed, dispatcher: Dispatcher | undefined): void {
  const mismatch = mismatchOf(placed, dispatcher);
  if (mismatch !== undefined) throw mismatch;
}
