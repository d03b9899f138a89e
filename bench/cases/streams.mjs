import { spawnSync } from "node:child_process";
import { createPool } from "../../dist/runtime/index.js";
import { inTurns, perSecond } from "../measure.mjs";
import { pythonia } from "../rivals/pythonia.mjs";
import { ratios } from "./calls.mjs";

const count = 100_000;

/** Items a second of loops in TypeScript over Python, and the other way round. */
export async function* streams(python) {
  const pools = ["lane", "grpc"].map((carrier) => ({
    name: `snakebridge, ${carrier}`,
    pool: createPool({ python, carrier }),
  }));
  const [{ pool }] = pools;
  const rival = await pythonia(python);

  const items = await inTurns([
    { name: "plain Python", measure: () => plainPython(python) },
    ...pools.map((ours) => ({
      name: ours.name,
      measure: () => rate(ours.pool.call("builtins", "range", [count]).ref()),
    })),
    { name: "snakebridge, tuples", measure: () => rate(enumerated(pool)) },
    { name: "snakebridge, $iter()", measure: () => rate(enumerated(pool, count / 10).$iter(), count / 10) },
    { name: rival.name, measure: async () => rate(await rival.range(count / 100), count / 100) },
  ]);
  yield { what: "for await over integers", results: ratios(items, perSecond, "plain Python") };

  const drawn = await inTurns([
    { name: "generator", measure: () => drawnRate(pool, numbers()) },
    { name: "async generator", measure: () => drawnRate(pool, asyncNumbers()) },
  ]);
  yield { what: "sum() of a TypeScript iterable", results: ratios(drawn, perSecond, "generator") };

  for (const ours of pools) await ours.pool.close();
  await rival.close();
}

function enumerated(pool, length = count) {
  return pool.call("builtins", "enumerate", [pool.call("builtins", "range", [length])]);
}

async function rate(items, expected = count) {
  const start = performance.now();
  let seen = 0;
  for await (const _ of items) seen++;
  if (seen !== expected) throw new Error(`${seen} items instead of ${expected}`);
  return (seen / (performance.now() - start)) * 1000;
}

async function drawnRate(pool, items) {
  const start = performance.now();
  await pool.call("builtins", "sum", [items]);
  return (count / (performance.now() - start)) * 1000;
}

function* numbers() {
  for (let n = 0; n < count; n++) yield n;
}

async function* asyncNumbers() {
  yield* numbers();
}

function plainPython(python) {
  const loop = `import timeit; print(min(timeit.repeat("for _ in range(${count}): pass", number=1)))`;
  return count / Number(spawnSync(python, ["-c", loop], { encoding: "utf8" }).stdout);
}
