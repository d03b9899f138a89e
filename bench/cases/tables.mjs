import { createPool } from "../../dist/runtime/index.js";
import { inTurns, ms, oneAtATime } from "../measure.mjs";
import { ratios } from "./calls.mjs";

const rows = 100_000;

/** A table as columns, and as the objects that a program would make of it. */
export async function* tables(_, withArrow) {
  const pool = createPool({ python: withArrow });
  const { toArrow } = await import("../../dist/runtime/arrow.js");
  const numbers = pool.call("numpy", "arange", [rows]);
  const table = await pool.call("pyarrow", "table", [{ id: numbers, half: numbers.$truediv(2) }]);
  const trips = await inTurns([
    { name: "Apache Arrow", measure: () => oneAtATime(() => toArrow(table), { count: 10 }) },
    { name: "lists of columns", measure: () => oneAtATime(() => table.$invoke("to_pydict"), { count: 3 }) },
  ]);
  yield {
    what: `table of ${rows} rows, two columns, to TypeScript`,
    results: ratios(trips, ms, "Apache Arrow"),
  };

  const people = Array.from({ length: 10_000 }, (_, id) => ({
    id,
    name: `person ${id}`,
    score: id / 4,
    on: true,
  }));
  const lists = await inTurns([
    {
      name: "snakebridge",
      measure: () => oneAtATime(() => pool.call("builtins", "list", [people]), { count: 10 }),
    },
    {
      name: "JSON text, there and back",
      measure: () =>
        oneAtATime(
          async () =>
            JSON.parse(
              await pool.call("json", "dumps", [pool.call("json", "loads", [JSON.stringify(people)])]),
            ),
          { count: 10 },
        ),
    },
  ]);
  yield { what: `list of ${people.length} dicts, there and back`, results: ratios(lists, ms, "snakebridge") };
  await pool.close();
}
