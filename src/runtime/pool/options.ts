import { SnakebridgeError } from "../errors.ts";
import type { Interceptor } from "../interceptors/interceptor.ts";
import type { MemoOptions } from "../memo/memo.ts";
import type { OutputHandler } from "../transport/output-lines.ts";
import { largestFrameBytes } from "../wire/frame.ts";
import { longestMs } from "./timer.ts";

/** All are optional; what is not given comes from the project's configuration. */
export interface PoolOptions {
  /** Path of the Python interpreter. Default: that of the project, see `project`. */
  readonly python?: string;
  /** Folder of the project whose environment is used. Default: found from the program's own place. */
  readonly project?: string;
  /** Name of the project's environment, where it has several. */
  readonly environment?: string;
  /** Most processes at one time. They start when calls need them. */
  readonly workers?: number;
  /** `"auto"`: the lane where there is one, else gRPC. */
  readonly carrier?: "auto" | "lane" | "grpc";
  /** Milliseconds after which a call fails, unless the call says otherwise. 0: never. */
  readonly timeoutMs?: number;
  /** Milliseconds that an interrupted call gets to end before its worker is ended. Default 750. */
  readonly graceMs?: number;
  /** Milliseconds that a worker may take to start. Default 30 000. */
  readonly startTimeoutMs?: number;
  /** Calls that may wait or be under way, all workers together; one more fails with `QueueFull`. Default 262 144. */
  readonly maxPending?: number;
  /** Dotted names of functions whose result depends on their arguments alone: it is kept, by the value of the arguments. */
  readonly pure?: readonly string[];
  /** How many results of pure functions are kept, and for how long. */
  readonly memo?: MemoOptions;
  /** Stand around every call that is awaited, the first one outermost. */
  readonly interceptors?: readonly Interceptor[];
  /** Largest message in either direction. Default 4 GiB. */
  readonly maxFrameBytes?: number;
  /** Takes what Python prints, line by line. Default: the program's own stdout and stderr. */
  readonly output?: OutputHandler;
}

/** A number's least and most. */
type Range = readonly [least: number, most: number];

const ranges: Readonly<Record<string, Range>> = {
  workers: [1, 1024],
  timeoutMs: [0, longestMs],
  graceMs: [1, longestMs],
  startTimeoutMs: [1, longestMs],
  maxPending: [1, Number.MAX_SAFE_INTEGER],
  maxFrameBytes: [64 * 1024, largestFrameBytes],
};
const carriers: readonly unknown[] = ["auto", "lane", "grpc"];

/** Throws a `SnakebridgeError` that names every option that makes no sense. */
export function checkPoolOptions(options: PoolOptions): void {
  const wrong = Object.entries(options).flatMap(([name, value]) => problem(name, value) ?? []);
  if (wrong.length > 0)
    throw new SnakebridgeError("InvalidOptions", `Options of the pool: ${wrong.join("; ")}.`);
}

/** Throws a `SnakebridgeError` for a time that cannot be kept; infinity can. */
export function checkGrace(graceMs: number): void {
  if (graceMs === Number.POSITIVE_INFINITY) return;
  const wrong = numberProblem("graceMs", graceMs, [0, longestMs]);
  if (wrong !== undefined) throw new SnakebridgeError("InvalidOptions", `Options of close(): ${wrong}.`);
}

function problem(name: string, value: unknown): string | undefined {
  const shown = typeof value === "object" ? typeof value : JSON.stringify(value);
  if (value === undefined) return undefined;
  if (name === "python" || name === "project")
    return typeof value === "string" ? undefined : `${name} is ${shown}, not a path`;
  if (name === "environment")
    return typeof value === "string" ? undefined : `environment is ${shown}, not a name`;
  if (name === "carrier")
    return carriers.includes(value) ? undefined : `carrier is ${shown}, not one of ${carriers.join(", ")}`;
  if (name === "interceptors")
    return Array.isArray(value) && value.every((each) => typeof each === "function")
      ? undefined
      : "interceptors is not an array of functions";
  if (name === "output")
    return typeof value === "function" ? undefined : `output is ${shown}, not a function`;
  if (name === "pure")
    return Array.isArray(value) && value.every((each) => /^[^.:]+(\.[^.:]+)+$/.test(each))
      ? undefined
      : 'pure is not an array of dotted names such as "numpy.mean"';
  if (name === "memo") return memoProblem(value);
  const range = ranges[name];
  return range === undefined ? `there is no option ${name}` : numberProblem(name, value, range);
}

function numberProblem(name: string, value: unknown, [least, most]: Range): string | undefined {
  return Number.isInteger(value) && Number(value) >= least && Number(value) <= most
    ? undefined
    : `${name} is ${JSON.stringify(value)}, not a whole number from ${least} to ${most}`;
}

function memoProblem(memo: unknown): string | undefined {
  if (typeof memo !== "object" || memo === null) return "memo is not an object";
  return Object.entries(memo)
    .map(([name, value]) =>
      name === "ttlMs" || name === "size"
        ? value === undefined
          ? undefined
          : numberProblem(`memo.${name}`, value, [1, Number.MAX_SAFE_INTEGER])
        : `there is no option memo.${name}`,
    )
    .find(Boolean);
}
