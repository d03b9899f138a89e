import { afterAll, beforeAll, expect, it } from "vitest";
import { call, type PyCall, PyDate, PyDateTime, PyTime, tuple } from "../../../src/runtime/index.ts";
import { testPython } from "../../support/test-python.ts";
import { type LiveWorker, startLiveWorker } from "../support/live-worker.ts";

let worker: LiveWorker;
beforeAll(async () => {
  worker = await startLiveWorker(testPython);
});
afterAll(() => worker.stop());

function value(expression: string): PyCall<unknown> {
  return call("builtins", "eval", [expression]).with({ pool: worker }).ref().$value();
}

it("is that of the base, all the way down", async () => {
  expect(await value("__import__('collections').Counter('aab')")).toEqual({ a: 2, b: 1 });
  expect(await value("[__import__('http').HTTPStatus.OK, {'t': __import__('time').gmtime(0)}]")).toEqual([
    200,
    { t: tuple(1970, 1, 1, 0, 0, 0, 3, 1, 0) },
  ]);
  const midnight = new PyDateTime(new PyDate(2020, 1, 2), new PyTime(0));
  expect(await value("__import__('pandas').Timestamp('2020-01-02')")).toEqual(midnight);
});

it("is an error that says where it cannot be", async () => {
  await expect(Promise.resolve(value("[1, {'x': [print, iter([])]}]"))).rejects.toMatchObject({
    code: "NotEncodable",
    message: "builtins:builtin_function_or_method has no form by value, at [1]['x'][0]",
  });
});

it.each(["Timestamp(1)", "Timedelta(1)", "NaT"])("is not cut: pandas.%s", async (finer) => {
  await expect(Promise.resolve(value(`__import__('pandas').${finer}`))).rejects.toMatchObject({
    code: "NotEncodable",
  });
});
