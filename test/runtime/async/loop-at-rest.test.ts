import { afterAll, beforeAll, describe, expect, it } from "vitest";
import {
  call,
  createPool,
  type Pool,
  type PyCall,
  type SnakebridgeError,
} from "../../../src/runtime/index.ts";
import { testPython } from "../../support/test-python.ts";
import { addFixtureModules } from "../support/fixture-modules.ts";

const codeOf = (error: unknown) => (error as SnakebridgeError).code;

// Over gRPC the loop is told by another thread of what comes, and runs.
describe("an event loop with nothing to do, over the lane", () => {
  let pool: Pool;
  beforeAll(async () => {
    pool = createPool({ python: testPython, carrier: "lane" });
    await addFixtureModules(pool, "asynchronous");
    await python("later", "there is a loop now");
  });
  afterAll(() => pool.close());

  const python = <T = unknown>(name: string, ...args: unknown[]): PyCall<T> =>
    call<T>("asynchronous", name, args as never[]).with({ pool });

  it("is not run by calls and callbacks", async () => {
    await python("note_rounds");
    const rounds = () => python<number>("rounds.__len__");
    const before = await rounds();
    for (let i = 0; i < 20; i++) await call("math", "sqrt", [4]).with({ pool });
    const root = async (n: number) => Number(await call("math", "sqrt", [n]).with({ pool }));
    expect(await python("call_at_once", root, 16)).toBe(4);
    const between = await rounds();
    await python("later", 1);
    expect([between - before, (await rounds()) > between]).toEqual([expect.toSatisfy((n) => n <= 2), true]);
  });

  it("hears of other threads and of timers", async () => {
    const said = new Promise<string[]>((resolve) => {
      const heard: string[] = [];
      const note = (word: string) => {
        if (heard.push(word) === 2) resolve(heard);
      };
      void python("in_thread", note, 0.02).then();
    });
    expect(await said).toEqual(["function", "coroutine"]);
    await new Promise<void>((resolve) => void python("after", 0.02, () => resolve()).then());
  });

  it("lets a call be cancelled that waits for a callback", async () => {
    const never = () => new Promise<never>(() => {});
    expect(await python("call_at_once", never).with({ timeoutMs: 30 }).then(undefined, codeOf)).toBe(
      "DeadlineExceeded",
    );
    expect(await call("math", "sqrt", [4]).with({ pool })).toBe(2);
  });
});
