import type { Interceptor } from "../interceptors/interceptor.ts";
import { invalidOptions, longestMs, wholeNumberProblem } from "../invalid-options.ts";
import type { MemoOptions } from "../memo/memo.ts";
import type { OutputHandler } from "../transport/output-lines.ts";
import { largestFrameBytes } from "../wire/frame.ts";

/** All are optional. Options that are absent come from the project's configuration. */
export interface PoolOptions {
  /** Path of the Python interpreter. Default: the project's, see `project`. */
  readonly python?: string;
  /** Folder of the project whose environment is used. Default: the nearest one around the program's file. */
  readonly project?: string;
  /** Name of the project's environment, where it has several. */
  readonly environment?: string;
  /** Maximum number of Python processes. They start when calls need them. */
  readonly workers?: number;
  /** `"auto"`: the lane where the platform has it, else gRPC. */
  readonly carrier?: "auto" | "lane" | "grpc";
  /** Milliseconds after which a call fails, unless it has its own deadline. 0: never. */
  readonly timeoutMs?: number;
  /** Milliseconds that an interrupted call gets to end before its worker is ended. Default 750. */
  readonly graceMs?: number;
  /** Milliseconds that a worker may take to start. Default 30 000. */
  readonly startTimeoutMs?: number;
  /** Calls that may be queued or in flight, all workers together; one more fails with `QueueFull`. Default 262 144. */
  readonly maxPending?: number;
  /** Dotted names of functions whose result depends only on their arguments. Their results are kept by argument values. */
  readonly pure?: readonly string[];
  /** How many results of pure functions are kept, and for how long. */
  readonly memo?: MemoOptions;
  /** Functions that wrap every awaited call, the first one outermost. */
  readonly interceptors?: readonly Interceptor[];
  /** Largest message in either direction. Default 4 GiB. */
  readonly maxFrameBytes?: number;
  /** Receives what Python prints, line by line. Default: the program's own stdout and stderr. */
  readonly output?: OutputHandler;
}

/** Describes an option's value that is wrong. */
type Check = (name: string, value: unknown) => string | undefined;

const dottedName = /^[^.:]+(\.[^.:]+)+$/;

const checks: Readonly<Record<keyof PoolOptions, Check>> = {
  python: isOfType("string", "a path"),
  project: isOfType("string", "a path"),
  environment: isOfType("string", "a name"),
  workers: isWhole(1, 1024),
  carrier: isOneOf("auto", "lane", "grpc"),
  timeoutMs: isWhole(0, longestMs),
  graceMs: isWhole(1, longestMs),
  startTimeoutMs: isWhole(1, longestMs),
  maxPending: isWhole(1, Number.MAX_SAFE_INTEGER),
  pure: isArrayOf(
    (each) => typeof each === "string" && dottedName.test(each),
    'dotted names such as "numpy.mean"',
  ),
  memo: memoProblem,
  interceptors: isArrayOf((each) => typeof each === "function", "functions"),
  maxFrameBytes: isWhole(64 * 1024, largestFrameBytes),
  output: isOfType("function", "a function"),
};

const memoChecks: Readonly<Record<keyof MemoOptions, Check>> = {
  ttlMs: isWhole(1, Number.MAX_SAFE_INTEGER),
  size: isWhole(1, Number.MAX_SAFE_INTEGER),
};

/** Throws a `SnakebridgeError` that names every wrong option. */
export function checkPoolOptions(options: PoolOptions): void {
  const problems = problemsOf(options, checks);
  if (problems.length > 0) throw invalidOptions("the pool", ...problems);
}

/** Throws a `SnakebridgeError` for a grace period that no timer can keep. Infinity needs none. */
export function checkGrace(graceMs: number): void {
  if (graceMs === Number.POSITIVE_INFINITY) return;
  const problem = wholeNumberProblem("graceMs", graceMs, 0, longestMs);
  if (problem !== undefined) throw invalidOptions("close()", problem);
}

/** An option that is `undefined` is absent. */
function problemsOf(options: object, known: Readonly<Record<string, Check>>, prefix: string = ""): string[] {
  return Object.entries(options).flatMap(([key, value]) => {
    const name = prefix + key;
    if (value === undefined) return [];
    return Object.hasOwn(known, key) ? (known[key]!(name, value) ?? []) : `there is no option ${name}`;
  });
}

function isOfType(type: "string" | "function", expected: string): Check {
  return (name, value) => (typeof value === type ? undefined : `${name} is ${shown(value)}, not ${expected}`);
}

function isOneOf(...allowed: readonly unknown[]): Check {
  return (name, value) =>
    allowed.includes(value) ? undefined : `${name} is ${shown(value)}, not one of ${allowed.join(", ")}`;
}

function isArrayOf(isRight: (each: unknown) => boolean, expected: string): Check {
  return (name, value) =>
    Array.isArray(value) && value.every(isRight) ? undefined : `${name} is not an array of ${expected}`;
}

function isWhole(least: number, most: number): Check {
  return (name, value) => wholeNumberProblem(name, value, least, most);
}

function memoProblem(name: string, value: unknown): string | undefined {
  if (typeof value !== "object" || value === null) return `${name} is not an object`;
  return problemsOf(value, memoChecks, `${name}.`)[0];
}

function shown(value: unknown): string | undefined {
  return typeof value === "object" ? typeof value : JSON.stringify(value);
}
