import { setTimeout as sleep } from "node:timers/promises";
import { expect, it } from "vitest";
import { call, coroutine, type PyCall } from "../../../src/runtime/index.ts";
import { addFixtureModules } from "../support/fixture-modules.ts";
import { collectGarbage } from "../support/garbage.ts";
import { openPool } from "../support/pools.ts";
import { randomFrom } from "../support/random-forms.ts";

const seed = Number(process.env.SNAKEBRIDGE_TEST_SEED ?? 20_260_103);
const count = Number(process.env.SNAKEBRIDGE_TEST_COUNT ?? 200);

interface Step {
  readonly call: () => PyCall<unknown>;
  /** What comes of it, as text, unless it is given up. */
  readonly outcome: string;
  readonly givenUp?: boolean;
}

const textOf = (value: unknown): string => JSON.stringify(value) ?? "undefined";
const codeOf = (error: unknown): string => (error as { code?: string }).code ?? String(error);

// A plain function that a coroutine calls holds the loop up: other functions must not wait for that meanwhile.
it.each([
  ["lane", "call_at_once"],
  ["grpc", "call_at_once"],
  ["lane", "call_plainly"],
  ["grpc", "call_plainly"],
] as const)(
  `${count} random calls, coroutines, callbacks and cancellations end as they should over the %s, with %s (seed ${seed})`,
  async (carrier, caller) => {
    const awaitsInside = caller === "call_at_once";
    const pool = openPool({ carrier, workers: 1, graceMs: 30_000 }); // a busy machine is no reason to end it
    for (const theme of ["asynchronous", "streams"]) await addFixtureModules(pool, theme);
    const pid = await call("os", "getpid").with({ pool });
    const wrong: string[] = [];
    const random = randomFrom(seed);
    const below = (limit: number): number => Math.floor(random() * limit);
    const python = (name: string, ...args: unknown[]): PyCall<unknown> =>
      call("asynchronous", name, args as never[]).with({ pool });
    const seconds = () => below(20) / 1000;
    const root = (n: number) => call<number>("math", "sqrt", [n * n]).with({ pool });

    /** A function of ours that gives twice what it gets, or throws. It may call Python, and await coroutines there. */
    const doubling = (mayAwait: boolean, fails: boolean) => {
      const ways = [
        (n: number) => n * 2,
        async (n: number) => sleep(below(5), n * 2),
        async (n: number) => (await root(n)) * 2,
        async (n: number) => Number(await python("later", n, seconds())) * 2,
      ];
      const way = ways[below(mayAwait ? 4 : 3)]!;
      let asked = 0;
      return async (n: number) => {
        if (++asked > 1) wrong.push(`${n}: called ${asked} times`);
        const result = await way(n);
        if (fails) throw new RangeError(`ours ${n}`);
        return result;
      };
    };

    const steps: ((n: number) => Step)[] = [
      (n) => ({ call: () => root(n), outcome: textOf(n) }),
      (n) => ({ call: () => root(n).$add(1).$mul(2), outcome: textOf((n + 1) * 2) }),
      (n) => ({ call: () => call("builtins", "int", [`x${n}`]).with({ pool }), outcome: `x${n}` }),
      (n) => ({ call: () => python("later", n, seconds()), outcome: textOf(n) }),
      (n) => ({ call: () => python("later", n, seconds()).$add(python("later", n)), outcome: textOf(2 * n) }),
      (n) => ({ call: () => python("fail", `their ${n}`), outcome: `their ${n}` }),
      (n) => ({ call: () => python("tidy", `tidied ${n}`), outcome: "null", givenUp: true }),
      (n) => ({ call: () => python(caller, doubling(awaitsInside, false), n), outcome: textOf(2 * n) }),
      (n) => ({ call: () => python("call_at_once", doubling(awaitsInside, true), n), outcome: `ours ${n}` }),
      (n) => ({
        call: () => python("call_async", coroutine(doubling(true, false)), n),
        outcome: textOf(2 * n),
      }),
      (n) => ({ call: () => python("call_async", coroutine(doubling(true, true)), n), outcome: `ours ${n}` }),
      (n) => ({
        call: () => python("call_at_once", () => new Promise(() => {}), n),
        outcome: "",
        givenUp: true,
      }),
      (n) => {
        async function* items() {
          yield n;
          yield python("later", n, seconds());
        }
        return {
          call: () => call("async_drawing", "collect", [items()]).with({ pool }),
          outcome: textOf([n, n]),
        };
      },
    ];

    const run = async (n: number): Promise<void> => {
      const step = steps[below(steps.length)]!(n);
      const giveUp = step.givenUp === true || below(3) === 0;
      const how = below(2) === 0 ? { timeoutMs: 1 + below(20) } : { signal: AbortSignal.timeout(below(20)) };
      const outcome = await (giveUp ? step.call().with(how) : step.call()).then(textOf, (error: unknown) => {
        const code = codeOf(error);
        if (giveUp && ["Aborted", "DeadlineExceeded"].includes(code)) return "given up";
        return String(error);
      });
      if (outcome !== "given up" && !outcome.includes(step.outcome))
        wrong.push(`${n}: ${outcome}, not ${step.outcome}`);
    };

    const running: Promise<void>[] = [];
    for (let n = 1; n <= count; n++) {
      running.push(run(n));
      if (below(3) === 0) await sleep(below(4));
    }
    await Promise.all(running);
    expect(wrong).toEqual([]);
    expect(await call("os", "getpid").with({ pool })).toBe(pid);
    const connection = await pool.connect();
    while (connection.load > 0) await sleep(1); // functions of calls that were given up may still call Python
    await python("value", null);
    while ((await call("asyncio", "all_tasks").with({ pool }).$len()) > 1) await sleep(5);
    while (connection.hostObjects.size > 0) {
      collectGarbage();
      await call("gc", "collect").with({ pool });
    }
  },
);
