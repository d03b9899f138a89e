import { createPool } from "../../dist/runtime/index.js";
import { inTurns, ms, oneAtATime } from "../measure.mjs";
import { grpcUnary } from "../rivals/grpc-unary.mjs";
import { jsonPipe } from "../rivals/json-pipe.mjs";
import { pythonia } from "../rivals/pythonia.mjs";
import { ratios } from "./calls.mjs";

/** Values that are large: lists of numbers, arrays. */
export async function* values(python) {
  const pools = ["lane", "grpc"].map((carrier) => ({
    name: `snakebridge, ${carrier}`,
    pool: createPool({ python, carrier }),
  }));
  const bridges = [await jsonPipe(python), await pythonia(python)];
  const unary = await grpcUnary(python);

  const list = Array.from({ length: 1000 }, (_, i) => i + 0.5);
  const means = await inTurns([
    ...pools.map(({ name, pool }) => ({
      name,
      measure: () => oneAtATime(() => pool.call("statistics", "fmean", [list]), { count: 300 }),
    })),
    ...bridges.map(({ name, meanOfList }) => ({
      name,
      measure: () => oneAtATime(() => meanOfList(list), { count: 100 }),
    })),
  ]);
  yield { what: "mean of a list of 1,000 floats", results: ratios(means, ms, "pythonia") };

  const million = Array.from({ length: 1_000_000 }, (_, i) => i + 0.5);
  const lists = await inTurns(
    pools.map(({ name, pool }) => ({
      name,
      measure: () => oneAtATime(() => pool.call("builtins", "list", [million]), { count: 3, warmUp: 1 }),
    })),
  );
  yield { what: "list of 1,000,000 floats, there and back", results: ratios(lists, ms, "snakebridge, lane") };

  for (const [size, count] of [
    [1_000_000, 15],
    [10_000_000, 3],
  ]) {
    const array = new Float64Array(size).map((_, i) => i);
    const copy = new Float64Array(size);
    const trips = await inTurns([
      { name: "memcpy", measure: () => oneAtATime(async () => copy.set(array), { count }) },
      ...pools.map(({ name, pool }) => ({
        name,
        measure: () => oneAtATime(() => pool.call("numpy", "add", [array, 0]), { count, warmUp: 2 }),
      })),
      { name: unary.name, measure: () => oneAtATime(() => unary.roundTrip(array), { count, warmUp: 1 }) },
    ]);
    yield {
      what: `Float64Array of ${(size * 8) / 1e6} MB, numpy adds 0, and back`,
      results: ratios(trips, ms, "memcpy"),
    };
  }

  for (const { pool } of pools) await pool.close();
  for (const { close } of [...bridges, unary]) await close();
}
