import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createPool, type Pool, type PyObject } from "../../../src/runtime/index.ts";
import { testPython } from "../../support/test-python.ts";
import { collectGarbage } from "../support/garbage.ts";

describe.each(["lane", "grpc"] as const)("objects over the %s", (carrier) => {
  let pool: Pool;
  beforeAll(() => {
    pool = createPool({ python: testPython, carrier });
  });
  afterAll(() => pool.close());

  const list = () => pool.call("builtins", "list", [[1]]);

  async function held(): Promise<number> {
    const [statistics] = await pool.statistics();
    return statistics!.objects + statistics!.keptResults;
  }

  it("that were made with .ref() are let go of with their reference", async () => {
    const before = await list().then(held);
    const made = list();
    const reference = await made.ref();
    expect(await made.$len()).toBe(1);
    expect(await made).toEqual([1]);
    expect(await made.ref()).toBe(reference);
    reference.$release();
    await expect(made.$len()).rejects.toMatchObject({ code: "StaleReference", executed: "no" });
    for (let round = 0; round < 1000; round++) (await list().ref()).$release();
    await list();
    expect(await held()).toBeLessThanOrEqual(before);
  });

  it("that were dropped, 50,000 of them, are let go of when they are collected", async () => {
    // In a function of its own, whose variables do not outlive it.
    const churn = async () => {
      const made = Array.from({ length: 1000 }, () => pool.call<PyObject>("threading", "Lock"));
      await Promise.all(made.map((lock) => lock.$invoke("acquire")));
      await Promise.all(made);
    };
    for (let round = 0; round < 50; round++) await churn();
    while ((await held()) > 50) {
      collectGarbage();
      await list();
    }
  });

  it("that were dropped are collected while more are made, though nobody asks for it", async () => {
    let most = 0;
    for (let round = 0; round < 20; round++) {
      for (let made = 0; made < 1000; made++) await pool.call("threading", "Lock");
      most = Math.max(most, await held());
    }
    expect(most).toBeLessThan(10_000);
  });

  it("go with their worker: what is left of them says so", async () => {
    const own = createPool({ python: testPython, carrier });
    const [object, kept] = [await own.call("threading", "Lock"), own.call("threading", "Lock")];
    await kept.$bool();
    await own.call("os", "_exit", [0]).catch(() => {});
    for (const gone of [object as PyObject, kept])
      await expect(gone.$bool()).rejects.toMatchObject({ code: "StaleReference", executed: "no" });
    expect(await own.call("math", "sqrt", [4])).toBe(2);
    await own.close();
  });
});
