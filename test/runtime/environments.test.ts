import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, onTestFinished, test, vi } from "vitest";
import {
  type PyCall,
  type PyInput,
  PyObject,
  pyCall,
  pyEnvironment,
  pyFunction,
  pyNew,
} from "../../src/runtime/codegen-v1.ts";
import {
  batch,
  call,
  close,
  createPool,
  environment,
  map,
  session,
  setDefaultPool,
  symbol,
} from "../../src/runtime/index.ts";
import { privateFolder } from "../../src/system/files/private-folder.ts";
import { testPython } from "../support/test-python.ts";

/** What the generator would write for a corner of the standard library, in two environments. */
const legacy = pyEnvironment("legacy");

class Counter extends PyObject {
  static new(): PyCall<Counter> {
    return pyNew(Counter, "collections:Counter", []);
  }
}
class LegacyCounter extends PyObject {
  static new(): PyCall<LegacyCounter> {
    return legacy.pyNew(LegacyCounter, "collections:Counter", []);
  }
}
legacy.pyClass(LegacyCounter, "collections:Counter", "collections:Counter");
legacy.pyFunction(legacyPid, "os:getpid");
pyFunction(length, "builtins:len");
legacy.pyFunction(legacyLength, "builtins:len");
const legacyEnviron = legacy.pyAttribute("os:environ");

function pid(): PyCall<number> {
  return pyCall("os:getpid", []);
}
function legacyPid(): PyCall<number> {
  return legacy.pyCall("os:getpid", []);
}
function length(value: PyInput): PyCall<number> {
  return pyCall("builtins:len", [value]);
}
function legacyLength(value: PyInput): PyCall<number> {
  return legacy.pyCall("builtins:len", [value]);
}

const mismatch = { code: "EnvironmentMismatch", executed: "no" };

beforeEach(async () => {
  const project = await mkdtemp(join(tmpdir(), "environments-"));
  const made = { python: testPython, pool: { workers: 1, carrier: "auto" } };
  const record = { format: 1, ...made, environments: { legacy: made, other: made } };
  await writeFile(join(await privateFolder(project), "runtime.json"), JSON.stringify(record));
  vi.stubEnv("SNAKEBRIDGE_PYTHON", undefined);
  vi.stubEnv("SNAKEBRIDGE_PROJECT", project);
  onTestFinished(() => rm(project, { recursive: true }));
});
afterEach(async () => {
  await close();
  vi.unstubAllEnvs();
});

test("each has a pool of its own, made at its first call", async () => {
  const [here, there] = [await pid(), await legacyPid()];
  expect(here).not.toBe(there);
  expect(await environment("legacy").call("os", "getpid")).toBe(there);
  expect(await environment("default").call("os", "getpid")).toBe(here);
  expect(await legacyEnviron.$len()).toBeGreaterThan(0);
  await using other = createPool({ environment: "other" });
  expect([here, there]).not.toContain(await other.call("os", "getpid"));
});

test("objects are of their own environment's classes", async () => {
  const made = await LegacyCounter.new();
  expect(made).toBeInstanceOf(LegacyCounter);
  expect(await Counter.new()).not.toBeInstanceOf(LegacyCounter);
  expect(await environment("legacy").call("collections", "Counter")).toBeInstanceOf(LegacyCounter);
});

test("calls on an object, and calls by name, go where it lives", async () => {
  const made = await LegacyCounter.new();
  expect(await made.$len()).toBe(0);
  expect(await call("builtins", "len", [made])).toBe(0);
  expect(await call("builtins", "len", [LegacyCounter.new()])).toBe(0);
  expect(await legacyLength(LegacyCounter.new())).toBe(0);
});

test("values go from one to the other", async () => {
  expect(await length([await legacyPid()])).toBe(1);
});

test.each<[string, () => PromiseLike<unknown> | Promise<PromiseLike<unknown>>]>([
  ["an object", async () => await length(await LegacyCounter.new())],
  ["an object, the other way", async () => await legacyLength(await Counter.new())],
  ["an object inside of a value", async () => await length([await LegacyCounter.new()])],
  ["a call that was not awaited", () => length(LegacyCounter.new())],
  ["a call inside of a value", () => length([LegacyCounter.new()])],
  ["a module's attribute", () => length(legacyEnviron)],
  ["a function", () => length([legacyPid])],
  ["a class", () => length([LegacyCounter])],
  [
    "an object, to what an environment calls by name",
    async () => await environment("default").call("builtins", "len", [await LegacyCounter.new()]),
  ],
  [
    "an object, to another object's method",
    async () => await (await Counter.new()).$attr("update").$call([await LegacyCounter.new()]),
  ],
  ["a call that says where", () => legacyPid().with({ pool: environment("default") })],
  ["items of a map", async () => await map(length, [await LegacyCounter.new()])],
])("refuses %s of another environment", async (_, use) => {
  await expect(use()).rejects.toMatchObject({ code: mismatch.code });
});

test("a session is for calls of its environment", async () => {
  await session(async (here) => {
    expect(await pid()).toBe(here.pid);
    expect(await legacyPid()).not.toBe(here.pid);
  });
  await environment("legacy").session(async (there) => {
    expect(await legacyPid()).toBe(there.pid);
    expect(await pid()).not.toBe(there.pid);
  });
});

test("batch and map go where the functions are", async () => {
  const there = await legacyPid();
  const settled = await batch([pid(), legacyPid(), legacyPid()]);
  expect(settled.map((each) => each.status === "fulfilled" && each.value === there)).toEqual([
    false,
    true,
    true,
  ]);
  expect(await map(legacyLength, [[1], [1, 2]])).toEqual([1, 2]);
});

test("another default pool is for its own environment", async () => {
  const pool = createPool({ environment: "legacy" });
  onTestFinished(() => pool.close());
  setDefaultPool(pool);
  expect(await legacyPid()).toBe(await pool.call("os", "getpid"));
  expect(await pid()).not.toBe(await legacyPid());
});

test("a variable names the interpreter of an environment", async () => {
  vi.stubEnv("SNAKEBRIDGE_PYTHON_LEGACY", "/nowhere/python");
  expect(() => createPool({ environment: "legacy" })).toThrow("/nowhere/python");
  expect(await environment("other").call("os", "getpid")).toBeTypeOf("number");
});

test("an environment that is not there is named, with those that are", () => {
  expect(() => createPool({ environment: "lagacy" })).toThrow(
    'The project has no environment "lagacy". It has default, legacy, other.',
  );
});

test("a name without an environment means what the other end has", async () => {
  expect(await legacyLength([symbol("os", "environ")])).toBe(1);
});
