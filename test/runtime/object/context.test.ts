import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";
import { call, type PyCall, PyObject, symbol } from "../../../src/runtime/index.ts";
import { testPython } from "../../support/test-python.ts";
import { addFixtureModules } from "../support/fixture-modules.ts";
import { type LiveWorker, startLiveWorker } from "../support/live-worker.ts";

let worker: LiveWorker;
let log: PyObject;
beforeAll(async () => {
  worker = await startLiveWorker(testPython);
  await addFixtureModules(worker, "objects");
});
beforeEach(async () => {
  log = await python("builtins", "list").ref();
});
afterAll(() => worker.stop());

function python(module: string, name: string, ...args: unknown[]): PyCall<unknown> {
  return call(module, name, args).with({ pool: worker });
}

/** Notes what happens to it; swallows exceptions of `swallowed`. */
function manager(swallowed: unknown = symbol("behaving", "Nothing"), failing = false): PyCall<unknown> {
  return python("behaving", "Manager", log, swallowed, failing);
}

async function reasonOf(promise: PromiseLike<unknown>): Promise<unknown> {
  return promise.then(
    () => expect.fail("it did not throw"),
    (reason: unknown) => reason,
  );
}

it("$with enters and exits around the body, and gives its result", async () => {
  const result = await manager().$with(async (value) => {
    await log.$invoke("append", `body with ${value}`);
    return 7;
  });
  expect(result).toBe(7);
  expect(await log.$value()).toEqual(["enter", "body with entered", "exit None"]);
});

it("a Python error goes through __exit__ as the exception that it is, and out again as the same error", async () => {
  const exception = await python("builtins", "ValueError", "raised");
  let thrown: unknown;
  const reason = await reasonOf(
    manager().$with(async () => {
      const failing = python("behaving", "raise_it", exception);
      thrown = await reasonOf(failing);
      throw thrown;
    }),
  );
  expect(reason).toBe(thrown);
  expect(reason).toMatchObject({ pythonType: "ValueError", value: exception });
  expect(await log.$value()).toEqual(["enter", "exit ValueError('raised') with its type and traceback"]);
  expect(await log.$attr("__len__").$call()).toBe(2);
  expect(await python("behaving", "last_exception").$is(exception)).toBe(true);
});

it("also when it was the end of a chain, or failed earlier in one", async () => {
  await reasonOf(manager().$with(() => python("builtins", "abs", python("builtins", "int", "x"))));
  expect((await log.$item(1)) as string).toMatch(/^exit ValueError\("invalid literal.*traceback$/);
});

it("what __exit__ swallows is no error", async () => {
  const swallow = symbol("builtins", "ZeroDivisionError");
  expect(await manager(swallow).$with(() => python("operator", "truediv", 1, 0))).toBe(undefined);
  expect(await reasonOf(manager(swallow).$with(() => python("builtins", "int", "x")))).toMatchObject({
    pythonType: "ValueError",
  });
  const suppress = python("contextlib", "suppress", swallow);
  expect(await suppress.$with(() => python("operator", "truediv", 1, 0))).toBe(undefined);
});

it("an error of JavaScript is an exception of Python inside, and itself outside", async () => {
  const mistake = new TypeError("ours");
  const fail = () => {
    throw mistake;
  };
  expect(await reasonOf(manager().$with(fail))).toBe(mistake);
  expect(await log.$item(1)).toBe("exit CallbackError('ours') with its type and traceback");
  expect(await manager(symbol("snakebridge_worker", "CallbackError")).$with(fail)).toBe(undefined);
});

it("an exception of __exit__ takes the place of the one of the body", async () => {
  const failing = () => manager(undefined, true);
  expect(await reasonOf(failing().$with(() => 1))).toMatchObject({ pythonMessage: "cannot exit" });
  const both = await reasonOf(failing().$with(() => python("builtins", "int", "x")));
  expect(both).toMatchObject({ pythonMessage: "cannot exit", cause: { pythonType: "ValueError" } });
});

it("a generator's context sees the exception at its yield", async () => {
  const transaction = () => python("behaving", "transaction", log);
  const reason = await reasonOf(transaction().$with(() => python("builtins", "int", "x")));
  expect(reason).toMatchObject({ pythonType: "ValueError" });
  expect(await transaction().$with((name) => name)).toBe("transaction");
  expect(await log.$value()).toEqual(["begin", "rollback ValueError", "begin", "commit"]);
});

it("$enter exits at the end of the block, once", async () => {
  const context = await manager().$enter();
  expect(context.value).toBe("entered");
  await context[Symbol.asyncDispose]();
  await context[Symbol.asyncDispose]();
  expect(await log.$value()).toEqual(["enter", "exit None"]);
  async function block() {
    await using lock = await python("threading", "Lock").$enter<boolean>();
    expect(lock.value).toBe(true);
    await using file = await python("io", "StringIO").$enter<PyObject>();
    expect(file.value).toBeInstanceOf(PyObject);
    throw new Error("out");
  }
  await expect(block()).rejects.toThrow("out");
});

it("what is no context manager, or cannot be entered, says so", async () => {
  const reason = await reasonOf(python("builtins", "object").$with(() => expect.fail("entered")));
  expect(reason).toMatchObject({
    name: "PythonError",
    pythonMessage: expect.stringMatching(/__enter__|context manager/),
  });
  await expect(python("behaving", "transaction", 1).$enter()).rejects.toMatchObject({
    pythonType: "AttributeError",
  });
});

it("the exit is run when the signal of the manager's call has fired", async () => {
  const controller = new AbortController();
  const lazy = manager().with({ signal: controller.signal });
  await lazy.$with(() => controller.abort());
  expect(await log.$value()).toEqual(["enter", "exit None"]);
});
