import { afterAll, beforeAll, expect, it } from "vitest";
import { call, type PyCall, PyObject, scope } from "../../../src/runtime/index.ts";
import { testPython } from "../../support/test-python.ts";
import { type LiveWorker, startLiveWorker } from "../support/live-worker.ts";

let worker: LiveWorker;
beforeAll(async () => {
  worker = await startLiveWorker(testPython);
});
afterAll(() => worker.stop());

function python(module: string, name: string, ...args: unknown[]): PyCall<unknown> {
  return call(module, name, args).with({ pool: worker });
}

async function event(): Promise<PyObject> {
  return (await python("threading", "Event")) as PyObject;
}

function isAlive(object: PyObject): Promise<boolean> {
  return object.$bool().then(
    () => true,
    (error) => {
      expect(error).toMatchObject({ code: "StaleReference" });
      return false;
    },
  );
}

it("lets go of what was made inside, also deep in a value and in functions that it calls", async () => {
  const made: PyObject[] = [];
  const size = worker.connection.references.size;
  const result = await scope(async () => {
    made.push(await event());
    const nested = (await python("builtins", "list", [{ event: call("threading", "Event") }])) as [
      { event: PyObject },
    ];
    made.push(nested[0].event);
    for await (const item of python("builtins", "eval", "(object() for _ in range(3))"))
      made.push(item as PyObject);
    return "result";
  });
  expect(result).toBe("result");
  expect(made.length).toBe(5);
  for (const object of made) expect(await isAlive(object)).toBe(false);
  expect(worker.connection.references.size).toBeLessThanOrEqual(size + 1);
});

it("leaves what was there before, what is kept, and what is returned", async () => {
  const before = await event();
  let kept: PyObject | undefined;
  const returned = await scope(async (s) => {
    expect(await python("operator", "itemgetter", 0).$call([before])).toBe(before);
    kept = s.keep(await event());
    s.keep(before);
    return event();
  });
  for (const object of [before, kept!, returned]) expect(await isAlive(object)).toBe(true);
});

it("ends when its body throws", async () => {
  let made: PyObject | undefined;
  const failing = scope(async () => {
    made = await event();
    throw new Error("out");
  });
  await expect(failing).rejects.toThrow("out");
  expect(await isAlive(made!)).toBe(false);
});

it("inside another one gives it what is kept", async () => {
  let outer: PyObject | undefined;
  let inner: PyObject | undefined;
  await scope(async () => {
    outer = await event();
    inner = await scope(async () => {
      await python("operator", "itemgetter", 0).$call([outer]);
      return event();
    });
    expect([await isAlive(outer), await isAlive(inner)]).toEqual([true, true]);
  });
  expect([await isAlive(outer!), await isAlive(inner!)]).toEqual([false, false]);
});

it("does not take what the program around it has received meanwhile", async () => {
  const list = await python("builtins", "list").ref();
  let resume = () => {};
  const shared = new Promise<PyObject>((resolve) => {
    void scope(async () => {
      await list.$invoke("append", call("threading", "Event"));
      resolve((await list.$item(0)) as PyObject);
      await new Promise<void>((done) => {
        resume = done;
      });
    });
  });
  const inside = await shared;
  expect(await list.$item(0)).toBe(inside);
  resume();
  await new Promise(setImmediate);
  expect(await isAlive(inside)).toBe(true);
});

it("50,000 objects leave the worker's table as it was", async () => {
  // Only ours are counted: modules that Python loads meanwhile make objects too.
  const count = "sum(type(one) is Exception for one in __import__('gc').get_objects())";
  for (let round = 0; round < 50; round++) {
    await scope(async () => {
      const objects = (await python("builtins", "eval", "[Exception() for _ in range(1000)]")) as PyObject[];
      expect(objects[999]).toBeInstanceOf(PyObject);
    });
  }
  expect(worker.connection.references.size).toBeLessThan(20);
  expect(await python("builtins", "eval", count)).toBe(0);
});
