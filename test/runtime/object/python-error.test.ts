import { inspect } from "node:util";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type PyCall, PyObject, pyClass, pyMethod, pyProperty } from "../../../src/runtime/codegen-v1.ts";
import { call, isPythonError, PythonError, scope } from "../../../src/runtime/index.ts";
import { testPython } from "../../support/test-python.ts";
import { addFixtureModules } from "../support/fixture-modules.ts";
import { type LiveWorker, startLiveWorker } from "../support/live-worker.ts";
import { OSError } from "./generated.ts";

/** What the generator writes for `raising.Deep`. */
class Deep extends PyObject {
  errors(): PyCall<{ at: number }[]> {
    return pyMethod(this, "errors", []);
  }
  get position(): PyCall<number> {
    return pyProperty(this, "position");
  }
}
pyClass(Deep, "raising:Deep", "raising:Deep");
class Timeout extends PyObject {}
pyClass(Timeout, "builtins:TimeoutError", "builtins:TimeoutError");

let worker: LiveWorker;
beforeAll(async () => {
  worker = await startLiveWorker(testPython);
  await addFixtureModules(worker, "errors");
});
afterAll(() => worker.stop());

function python(module: string, name: string, ...args: unknown[]): PyCall<unknown> {
  return call(module, name, args).with({ pool: worker });
}

async function failureOf(promise: PromiseLike<unknown>): Promise<PythonError> {
  const reason = await promise.then(
    () => expect.fail("it did not fail"),
    (error: unknown) => error,
  );
  if (!(reason instanceof PythonError)) throw reason;
  return reason;
}

describe("a Python error", () => {
  test("is all that Python knows of it", async () => {
    const error = await failureOf(python("raising", "chain"));
    expect(error).toMatchObject({
      message: "raising.Deep: ('not found', 7)",
      pythonType: "raising.Deep",
      pythonMessage: "('not found', 7)",
      args: ["not found", 7],
      notes: [],
      symbol: "raising:chain",
      pid: worker.process.pid,
      executed: "yes",
      suppressContext: true,
      errors: undefined,
    });
    expect(error.bases).toEqual(["ValueError", "Exception", "BaseException", "object"]);
    const frame = error.frames.at(-1)!;
    expect(frame).toMatchObject({ function: "chain", source: 'raise Deep("not found", 7) from error' });
    expect(frame.file).toMatch(/^\/.*raising\.py$/);
    const cause = error.cause as PythonError;
    expect(error.context).toBe(cause);
    expect(cause).toMatchObject({
      pythonType: "KeyError",
      pythonMessage: "'kéy'",
      args: ["kéy"],
      notes: ["while looking"],
      message: "KeyError: 'kéy'\nwhile looking",
    });
    expect(cause.frames.map((at) => at.function)).toEqual(["chain", "inner"]);
    const column = cause.frames[1]!.column;
    expect(column === undefined || column === 12).toBe(true);
  });

  test("tells what was being handled, unless Python does not show it", async () => {
    const implicit = await failureOf(python("raising", "implicit"));
    expect(implicit).toMatchObject({ suppressContext: false, cause: { pythonType: "KeyError" } });
    expect(implicit.context).toBe(implicit.cause);
    const suppressed = await failureOf(python("raising", "suppressed"));
    expect(suppressed).toMatchObject({ suppressContext: true, context: { pythonType: "KeyError" } });
    expect("cause" in suppressed).toBe(false);
  });

  test("is the exception itself, too", async () => {
    const error = await failureOf(python("raising", "chain"));
    expect(error.value).toBeInstanceOf(Deep);
    if (!isPythonError(error, Deep)) return expect.fail("it is one");
    expect(await error.value.errors()).toEqual([{ at: 7 }]);
    expect(await error.value.position).toBe(7);
    const { cause } = error as { cause?: unknown };
    if (!isPythonError(cause, "KeyError")) return expect.fail("it is one");
    expect(await cause.value.$is(error.value.$attr("__cause__"))).toBe(true);
    const traceback = call("traceback", "format_exception", [error.value]).with({ pool: worker });
    expect(((await traceback) as string[]).join("")).toMatch(
      /KeyError: 'kéy'(.|\n)*Deep: \('not found', 7\)/,
    );
  });

  test("has the attributes of the base that was generated", async () => {
    const error = await failureOf(python("builtins", "open", "/no/such/file"));
    if (!isPythonError(error, OSError)) return expect.fail("it is one");
    expect([await error.value.errno, await error.value.filename]).toEqual([2, "/no/such/file"]);
  });

  test("leaves a scope with its exception", async () => {
    const error = await failureOf(scope(async () => await python("raising", "chain")));
    expect(await error.value.$attr("position")).toBe(7);
  });

  test("is found by class and name", async () => {
    const error = await failureOf(python("raising", "chain"));
    for (const name of [
      "Deep",
      "raising.Deep",
      "raising:Deep",
      "ValueError",
      "builtins.ValueError",
      "Exception",
    ])
      expect(isPythonError(error, name), name).toBe(true);
    for (const name of ["eep", "other.Deep", "KeyError", "builtins.Deep"])
      expect(isPythonError(error, name), name).toBe(false);
    expect(isPythonError(error, Timeout)).toBe(false);
    expect(isPythonError(error, Timeout, Deep)).toBe(true);
    expect(isPythonError(error, "KeyError", Timeout)).toBe(false);
    expect(isPythonError(new Error("x")) || isPythonError(undefined)).toBe(false);
    const alias = await failureOf(python("builtins", "exec", "import socket; raise socket.timeout", {}));
    expect(isPythonError(alias, Timeout) && isPythonError(alias, "OSError")).toBe(true);
  });

  test("of a chain names the link that failed", async () => {
    const list = python("builtins", "list").ref();
    const error = await failureOf(list.$invoke("nope").$invoke("append", 1).$attr("x"));
    expect(error).toMatchObject({ symbol: ".nope", pythonType: "AttributeError" });
    expect(error.stack).toMatch(/\n {4}at \.nope \(called by TypeScript\)\n/);
    const first = python("builtins", "int", "x");
    const both = await Promise.all([failureOf(first.$add(1)), failureOf(first.$mul(2)), failureOf(first)]);
    expect(both.map(({ symbol }) => symbol)).toEqual(["builtins:int", "builtins:int", "builtins:int"]);
    expect(both[0]!.value).toBe(both[1]!.value);
    expect(await failureOf(first.$neg())).toMatchObject({ symbol: "builtins:int" });
  });

  test("prints as one stack through both languages, with its causes", async () => {
    async function load(): Promise<unknown> {
      return await python("raising", "chain");
    }
    const error = await failureOf(load());
    const python311 = /:\d+(:\d+)?\)/.source;
    expect(error.stack).toMatch(
      new RegExp(
        String.raw`^PythonError: raising\.Deep: \('not found', 7\)\n    at chain \(/.*raising\.py${python311}\n` +
          String.raw`    at raising:chain \(called by TypeScript\)\n    at (python|load) \(.*python-error\.test\.ts`,
      ),
    );
    expect(inspect(error)).toMatch(
      /\[cause\]: PythonError: KeyError: 'kéy'\n {2}while looking\n {6}at inner \(/,
    );
  });

  test("of a group has its members", async (context) => {
    if (
      (await python(
        "builtins",
        "hasattr",
        call("builtins", "__import__", ["builtins"]),
        "ExceptionGroup",
      )) !== true
    )
      return context.skip();
    const error = await failureOf(python("raising", "group"));
    const [first, nested] = error.errors as PythonError[];
    expect(error.errors).toHaveLength(2);
    expect(first).toMatchObject({ pythonType: "ValueError", args: [1] });
    expect(nested).toMatchObject({ pythonType: "ExceptionGroup", errors: [{ pythonType: "KeyError" }, {}] });
    const [key, deep] = nested!.errors as [PythonError, unknown];
    expect(isPythonError(deep, Deep) && (await deep.value.position)).toBe(3);
    const [keys] = (await error.value.$invoke("split", key.value.$type())) as [PyObject];
    expect(await keys.$attr("exceptions").$item(0).$attr("exceptions").$item(0)).toBe(key.value);
    expect(inspect(error)).toMatch(/errors: \[\s*\[?PythonError: ValueError: 1/);
  });
});

describe("what an exception says", () => {
  test.each([
    ["Silent", "<raising:Silent whose __str__ raised builtins:SystemExit>"],
    ["Wrong", "<raising:Wrong whose __str__ raised builtins:TypeError>"],
    ["Endless", "<raising:Endless whose __str__ raised builtins:RecursionError>"],
    ["Liar", "said"],
  ])("is nothing that %s could do harm by", async (name, message) => {
    const error = await failureOf(python("raising", "raise_new", name));
    expect(error).toMatchObject({ pythonType: `raising.${name}`, pythonMessage: message, args: ["said"] });
    expect(await python("math", "sqrt", 9)).toBe(3);
  });

  test("is cleaned where it is shown, and exact where it is asked for", async () => {
    const text = "a\u001b[31mred\u0007 \u202e\r\nb\ud800\u2028 \u{1f600} ä";
    const error = await failureOf(python("raising", "raise_message", text));
    expect(error.pythonMessage).toBe(text);
    const shown = "a\\u001b[31mred\\u0007 \\u202e\nb\\ud800\\u2028 😀 ä";
    expect(error.message).toBe(`ValueError: ${shown}`);
    expect(error.stack).toContain(shown);
  });

  test("is cut where it is huge", async () => {
    const error = await failureOf(python("raising", "big_message"));
    expect(error.pythonMessage).toMatch(/^x{65536}… \(100000000 characters\)$/);
    expect(error.args).toEqual([expect.any(PyObject)]);
    expect(await (error.args[0] as PyObject).$len()).toBe(100_000_000);
  });

  test("comes by value where that is possible", async () => {
    const error = await failureOf(
      python(
        "raising",
        "raise_args",
        2n ** 70n,
        [1, "x"],
        new Map([[1, null]]),
        python("builtins", "object"),
        () => 1,
      ),
    );
    expect(error.args.slice(0, 3)).toEqual([2n ** 70n, [1, "x"], new Map([[1, null]])]);
    expect(error.args[3]).toBeInstanceOf(PyObject);
    expect(error.args[4]).toBeTypeOf("function");
    const many = await failureOf(python("raising", "raise_args", ...Array(1000).fill(0)));
    expect(many.args).toHaveLength(256);
    expect((await failureOf(python("raising", "raise_args"))).message).toBe("ValueError");
  });

  test("ends, however long the chain or deep the stack", async () => {
    const circle = await failureOf(python("raising", "circular"));
    expect(circle).toMatchObject({ cause: { pythonMessage: "second" } });
    let depth = 0;
    for (
      let at: unknown = await failureOf(python("raising", "long_chain", 10_000));
      at !== undefined;
      depth++
    )
      at = (at as Error).cause;
    expect(depth).toBe(12);
    const deep = await failureOf(python("raising", "recurse"));
    expect(deep).toMatchObject({ pythonType: "RecursionError" });
    expect(deep.stack).toMatch(/\d+ more frames/);
    expect(await failureOf(python("raising", "no_memory"))).toMatchObject({
      pythonType: expect.stringMatching(/MemoryError|OverflowError/),
    });
  });

  test.each([
    ["raise SystemExit(4)", "SystemExit", [4]],
    ["raise KeyboardInterrupt", "KeyboardInterrupt", []],
    ["raise GeneratorExit", "GeneratorExit", []],
    ["next(iter([]))", "StopIteration", []],
    ["open('/no/such/file')", "FileNotFoundError", [2, "No such file or directory"]],
    ["b'\\xff'.decode()", "UnicodeDecodeError", ["utf-8", Uint8Array.of(255), 0, 1, "invalid start byte"]],
  ])("of %s is an error, and the worker lives", async (code, type, args) => {
    const error = await failureOf(python("builtins", "exec", code, {}));
    expect(error).toMatchObject({ pythonType: type, pid: worker.process.pid, executed: "yes" });
    expect([...error.args]).toEqual(args);
    expect(await python("math", "sqrt", 9)).toBe(3);
  });

  test("of a syntax error is where it is", async () => {
    const error = await failureOf(python("builtins", "compile", "a = 1\nb = = 2", "/there/made.py", "exec"));
    expect(error.frames.at(-1)).toMatchObject({
      file: "/there/made.py",
      line: 2,
      column: 5,
      source: "b = = 2",
    });
    expect(error.stack).toContain("at <syntax error> (/there/made.py:2:5)");
    expect(await error.value.$attr("offset")).toBe(5);
  });
});

test("tracebacks of failures long ago are dropped, the exceptions stay as long as their errors", async () => {
  const kept: PythonError[] = [];
  for (let n = 0; n < 6; n++) kept.push(await failureOf(python("raising", "hold", 1000 + n)));
  expect(await kept[5]!.value.$attr("__traceback__")).not.toBe(null);
  expect(await kept[0]!.value.$attr("__traceback__")).toBe(null);
  expect(await kept[0]!.value.$attr("args").$item(0)).toBe(1000);
});

test("an exception that Python code holds keeps its traceback", async () => {
  const error = await failureOf(python("raising", "hold", 1));
  const holder = await python("builtins", "list", [error.value]).ref();
  for (let n = 0; n < 6; n++) await failureOf(python("raising", "hold", n));
  expect(await holder.$item(0).$attr("__traceback__")).not.toBe(null);
});
