import { execFileSync } from "node:child_process";
import { createPool } from "../../dist/runtime/index.js";
import { inTurns, ms, oneAtATime } from "../measure.mjs";
import { pythonia } from "../rivals/pythonia.mjs";
import { ratios } from "./calls.mjs";

const count = 1000;
const program = `
import timeit
key = lambda n: -n
print(min(timeit.repeat(lambda: sorted(range(${count}), key=key), number=1)) * 1000)`;

/** Python calling TypeScript, and waiting each time. */
export async function* callbacks(python) {
  const pools = ["lane", "grpc"].map((carrier) => ({
    name: `snakebridge, ${carrier}`,
    pool: createPool({ python, carrier }),
  }));
  const rival = await pythonia(python);
  const numbers = Array.from({ length: count }, (_, n) => n);
  const key = (n) => -n;

  const sorts = await inTurns([
    { name: "plain Python", measure: () => Number(execFileSync(python, ["-c", program])) },
    ...pools.map(({ name, pool }) => ({
      name,
      measure: () => oneAtATime(() => pool.call("builtins", "sorted", [numbers], { key }), { count: 10 }),
    })),
    {
      name: rival.name,
      measure: () => oneAtATime(() => rival.sorted(numbers, key), { count: 1, warmUp: 1 }),
    },
  ]);
  yield {
    what: `sorted() of ${count} integers, key in TypeScript`,
    results: ratios(sorts, ms, "plain Python"),
  };

  for (const { pool } of pools) await pool.close();
  await rival.close();
}
