import { afterAll, beforeAll, expect, it } from "vitest";
import { call, NDArray, PyObject, PyTuple } from "../../../src/runtime/index.ts";
import { testPython } from "../../support/test-python.ts";
import { addFixtureModules } from "../support/fixture-modules.ts";
import { type LiveWorker, startLiveWorker } from "../support/live-worker.ts";

let worker: LiveWorker;
beforeAll(async () => {
  worker = await startLiveWorker(testPython);
  await addFixtureModules(worker, "objects");
});
afterAll(() => worker.stop());

type Unpackable = PyObject & Iterable<unknown> & Record<string, unknown>;

async function make(module: string, name: string, ...args: unknown[]): Promise<Unpackable> {
  return (await call(module, name, args).with({ pool: worker })) as Unpackable;
}

it("an instance of a subclass of tuple stays in Python, and can be taken apart here", async () => {
  const [q, r] = await make("numpy.linalg", "qr", [
    [3, 0],
    [4, 5],
  ]);
  expect([q, r]).toEqual([expect.any(NDArray), expect.any(NDArray)]);
  const url = await make("urllib.parse", "urlparse", "https://example.org/a?b#c");
  expect(url).toBeInstanceOf(PyObject);
  expect([...url]).toEqual(["https", "example.org", "/a", "", "b", "c"]);
  expect([url.netloc, url.fragment]).toEqual(["example.org", "c"]);
  expect(await url.$invoke("geturl")).toBe("https://example.org/a?b#c");
  expect(await url.$attr("hostname")).toBe("example.org");
  expect(await url.$item(-1)).toBe("c");
});

it("has the fields of struct sequences and of nested tuples", async () => {
  const time = await make("time", "gmtime", 0);
  expect([time.tm_year, [...time].length]).toEqual([1970, 9]);
  const nested = await make(
    "builtins",
    "eval",
    "(N := __import__('collections').namedtuple('N', 'a then length'))(N(1, [2], 3), 7, object())",
  );
  expect((nested.a as Unpackable).a).toBe(1);
  expect([nested.then, [...nested][1]]).toEqual([undefined, 7]); // or `await` would call it
  expect(nested.length).toBeInstanceOf(PyObject);
  expect(Object.keys(nested)).toEqual([]);
});

it("is the same object, and goes back as such", async () => {
  const point = await make("builtins", "eval", "__import__('collections').namedtuple('P', 'x y')(1, [])");
  expect(await point.$is(point)).toBe(true);
  expect(await point.$value()).toStrictEqual(PyTuple.from([1, []]));
});
