import { expect, test } from "vitest";
import { checkGrace, checkPoolOptions } from "../../../src/runtime/pool/options.ts";

test.each<[object, string]>([
  [{ workers: 0 }, "workers is 0, not a whole number from 1 to 1024"],
  [{ timeoutMs: 2 ** 31 }, "timeoutMs is 2147483648, not a whole number from 0 to 2147483647"],
  [{ python: 3, project: {} }, "python is 3, not a path; project is object, not a path"],
  [{ environment: 1 }, "environment is 1, not a name"],
  [{ carrier: "pigeon" }, 'carrier is "pigeon", not one of auto, lane, grpc'],
  [{ pure: ["mean"] }, 'pure is not an array of dotted names such as "numpy.mean"'],
  [{ interceptors: [1] }, "interceptors is not an array of functions"],
  [{ output: "stdout" }, 'output is "stdout", not a function'],
  [{ memo: 1 }, "memo is not an object"],
  [{ memo: { size: 0 } }, "memo.size is 0, not a whole number from 1 to 9007199254740991"],
  [{ memo: { speed: 1 } }, "there is no option memo.speed"],
  [{ speed: 9, toString: 1 }, "there is no option speed; there is no option toString"],
])("%j is refused by name", (options, problems) => {
  expect(() => checkPoolOptions(options)).toThrow(
    expect.objectContaining({ code: "InvalidOptions", message: `Options of the pool: ${problems}.` }),
  );
});

test("an option that is undefined is absent", () => {
  expect(() => checkPoolOptions({ workers: undefined, memo: { ttlMs: undefined } } as object)).not.toThrow();
});

test("a grace period may be infinite, but not a fraction", () => {
  expect(() => checkGrace(Number.POSITIVE_INFINITY)).not.toThrow();
  expect(() => checkGrace(0.5)).toThrow("Options of close(): graceMs is 0.5, not a whole number from 0");
});
