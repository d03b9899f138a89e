import { SnakebridgeError } from "./errors.ts";

/** The longest delay of `setTimeout`. */
export const longestMs: number = 2 ** 31 - 1;

/**
 * Returns the error for wrong options: code `InvalidOptions`, with all problems in one message. Every function of the
 * run time uses it.
 *
 * @param owner completes "Options of …": `"the pool"`, `"map()"`
 */
export function invalidOptions(owner: string, ...problems: readonly string[]): SnakebridgeError {
  return new SnakebridgeError("InvalidOptions", `Options of ${owner}: ${problems.join("; ")}.`);
}

/** Describes a value that is not a whole number in its range. */
export function wholeNumberProblem(
  name: string,
  value: unknown,
  least: number,
  most: number,
): string | undefined {
  return Number.isInteger(value) && Number(value) >= least && Number(value) <= most
    ? undefined
    : `${name} is ${JSON.stringify(value)}, not a whole number from ${least} to ${most}`;
}

/** Describes a duration that no timer supports. `Infinity` is accepted: it needs no timer. */
export function durationProblem(name: string, value: unknown): string | undefined {
  if (value === Number.POSITIVE_INFINITY) return undefined;
  return typeof value === "number" && value >= 0 && value <= longestMs
    ? undefined
    : `${name} is ${value}, not milliseconds from 0 to ${longestMs}`;
}
