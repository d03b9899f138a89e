import { SnakebridgeError } from "./errors.ts";

/** The longest delay of `setTimeout`. */
export const longestMs: number = 2 ** 31 - 1;

/**
 * Returns the error for wrong options, the same for every function of the run time: code `InvalidOptions`, and all problems in
 * one message.
 *
 * @param owner as in "Options of …": `"the pool"`, `"map()"`
 */
export function invalidOptions(owner: string, ...problems: readonly string[]): SnakebridgeError {
  return new SnakebridgeError("InvalidOptions", `Options of ${owner}: ${problems.join("; ")}.`);
}

/** Describes a value that is no whole number in its range. */
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

/** Describes a duration that no timer can keep. Infinity is one that needs no timer. */
export function durationProblem(name: string, value: unknown): string | undefined {
  if (value === Number.POSITIVE_INFINITY) return undefined;
  return typeof value === "number" && value >= 0 && value <= longestMs
    ? undefined
    : `${name} is ${value}, not milliseconds from 0 to ${longestMs}`;
}
