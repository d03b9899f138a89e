import { Readable } from "node:stream";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createPool, type Pool, type PyObject } from "../../../src/runtime/index.ts";
import { testPython } from "../../support/test-python.ts";
import { addFixtureModules } from "../support/fixture-modules.ts";

describe.each(["lane", "grpc"] as const)("asynchronous iterables of ours, over the %s", (carrier) => {
  let pool: Pool;
  beforeAll(async () => {
    pool = createPool({ python: testPython, carrier });
    await addFixtureModules(pool, "streams");
  });
  afterAll(() => pool.close());

  const call = (module: string, name: string, args: unknown[] = []) =>
    pool.call(module, name, args as never[]);
  const python = (name: string, ...args: unknown[]) => call("async_drawing", name, args);
  const pySleep = (seconds: number, result?: unknown) => call("asyncio", "sleep", [seconds, result]);

  function counting(to = Number.POSITIVE_INFINITY) {
    const state = { made: 0, closed: false, items: items() };
    async function* items(): AsyncGenerator<number> {
      try {
        while (state.made < to) yield (await pySleep(0, state.made++)) as number;
      } finally {
        state.closed = true;
      }
    }
    return state;
  }

  it("are for `async for`, whatever they are here", async () => {
    const bare = { [Symbol.asyncIterator]: () => ({ n: 0, next() { return Promise.resolve({ done: this.n > 2, value: this.n++ }); } }) }; // biome-ignore format: as it is written
    expect(await python("kinds", bare)).toEqual([true, false, false]);
    expect(await python("kinds", Readable.from([1]))).toEqual([true, false, false]);
    expect(await python("kinds", counting().items)).toEqual([true, true, true]);
    expect(await python("kinds", [1].values())).toEqual([false, false, false]);
    expect(await python("twice", bare)).toEqual([
      [0, 1, 2],
      [0, 1, 2],
    ]);
    expect(await python("twice", counting(2).items)).toEqual([[0, 1], []]);
    expect(await python("collect", Readable.from(["a", "b"]))).toEqual(["a", "b"]);
    expect(await python("collect", counting(1000).items)).toHaveLength(1000);
  });

  it("do not hold the loop up, and use it for their items", async () => {
    async function* slowly() {
      for (const n of [1, 2, 3]) yield pySleep(0.005, n);
    }
    const [ticks, items] = (await python("ticks_until", slowly())) as [number, number[]];
    expect(items).toEqual([1, 2, 3]);
    expect(ticks).toBeGreaterThan(10);
  });

  it("are not gone through much further than Python has come, and closed when it stops", async () => {
    const state = counting();
    expect(await python("first", state.items, 3)).toEqual([0, 1, 2]);
    expect(state.made).toBeLessThanOrEqual(6);
    while (!state.closed) await call("gc", "collect");
    const closed = counting();
    expect(await python("first_of_closed", closed.items)).toEqual([0, []]);
    expect(closed.closed).toBe(true);
  });

  it("throw into Python behind the items that came before, and out of it as they are", async () => {
    const error = new RangeError("no more");
    async function* failing() {
      yield* [1, 2, 3, 4];
      throw error;
    }
    expect(await python("caught", failing())).toEqual([[1, 2, 3, 4], "no more", []]);
    expect(await python("collect", failing()).catch((reason: unknown) => reason)).toBe(error);
  });

  it("lose nothing when who waits for an item gives up", async () => {
    async function* hesitating() {
      for (let n = 0; n < 6; n++) yield sleep(n % 2 === 0 ? 30 : 0, n);
    }
    const [items, givenUp] = (await python("in_steps_of", 0.005, hesitating())) as [number[], number];
    expect(items).toEqual([0, 1, 2, 3, 4, 5]);
    expect(givenUp).toBeGreaterThan(0);
    async function* failing() {
      yield 1;
      await sleep(30);
      throw new RangeError("late");
    }
    await expect(python("in_steps_of", 0.005, failing())).rejects.toThrow("late");
  });

  it("may be shared by tasks", async () => {
    expect(await python("shared", counting(200).items, 5)).toEqual(Array.from({ length: 200 }, (_, n) => n));
  });

  it("are asynchronous generators where they are here", async () => {
    const said: unknown[] = [];
    async function* generator(): AsyncGenerator<unknown, unknown, unknown> {
      try {
        said.push(yield 1);
        said.push(yield 2);
      } catch (error) {
        yield (error as PyObject).$str();
      }
      return 3;
    }
    expect(await python("converse", generator(), ["a"])).toEqual([1, 2, "thrown in"]);
    expect(await python("converse", generator(), ["a", "b", "c"])).toEqual([1, 2]);
    expect(said).toEqual(["a", "a", "b"]);
    let left = false;
    async function* managed() {
      try {
        yield pySleep(0, "value");
      } finally {
        left = true;
      }
    }
    expect(await python("managed", managed)).toBe("value");
    expect(left).toBe(true);
  });

  it("leave nothing behind", async () => {
    await Promise.all(Array.from({ length: 50 }, () => python("collect", counting(3).items)));
    const { hostObjects } = await pool.connect();
    while (hostObjects.size > 0) await call("gc", "collect");
  });
});
