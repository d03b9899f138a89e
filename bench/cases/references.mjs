import { createPool } from "../../dist/runtime/index.js";
import { mib } from "../measure.mjs";

const count = 50_000;

/** Objects that are made and dropped: what stays of them in Python. */
export async function* references(python) {
  const results = [];
  for (const [name, churn] of [
    ["left to the garbage collector", async (make) => void (await make())],
    ["let go by `using`", async (make) => (await make()).$release()],
  ])
    results.push([name, await peak(python, churn)]);
  yield { what: `${count} bytearrays of 10 kB, one after the other: worker's memory`, results };
}

async function peak(python, churn) {
  const pool = createPool({ python });
  const make = () => pool.call("builtins", "bytearray", [10_000]).ref();
  await churn(make);
  const before = await memory(pool);
  let most = 0;
  for (let made = 0; made < count; made++) {
    await churn(make);
    if (made % 1000 === 0) most = Math.max(most, await memory(pool));
  }
  const after = await memory(pool);
  await pool.close();
  return `${mib(before)} before, ${mib(most)} at most, ${mib(after)} after`;
}

async function memory(pool) {
  const [{ rssBytes }] = await pool.statistics();
  return rssBytes;
}
