import { SnakebridgeError } from "../errors.ts";
import type { Dispatcher } from "./dispatcher.ts";

/** Something that belongs to one environment; absent: it is at home in all of them. */
interface Placed {
  readonly symbol: string;
  readonly environment?: string | undefined;
}

/** Whether something is at home where a dispatcher sends it. */
export function isAtHome(environment: string | undefined, dispatcher: Dispatcher | undefined): boolean {
  const there = dispatcher?.environment;
  return there === undefined || environment === undefined || environment === there;
}

/** What is wrong when something is used in another environment than its own. */
export function mismatchOf(
  { symbol, environment }: Placed,
  dispatcher: Dispatcher | undefined,
): SnakebridgeError | undefined {
  if (isAtHome(environment, dispatcher)) return undefined;
  return new SnakebridgeError(
    "EnvironmentMismatch",
    `${symbol} is of the environment "${environment}" and was to be used in "${dispatcher?.environment}": values can go from one to the other, objects, functions and classes cannot`,
    { symbol, executed: "no" },
  );
}

/** Throws that. */
export function requireEnvironment(placed: Placed, dispatcher: Dispatcher | undefined): void {
  const mismatch = mismatchOf(placed, dispatcher);
  if (mismatch !== undefined) throw mismatch;
}
