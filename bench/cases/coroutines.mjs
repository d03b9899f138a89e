import { execFileSync } from "node:child_process";
import { createPool } from "../../dist/runtime/index.js";
import { inTurns, ms } from "../measure.mjs";
import { ratios } from "./calls.mjs";

const count = 1000;
const program = `
import asyncio, time
async def main():
    times = []
    for _ in range(5):
        start = time.perf_counter()
        await asyncio.gather(*(asyncio.sleep(0.01) for _ in range(${count})))
        times.append(time.perf_counter() - start)
    print(sorted(times)[2] * 1000)
asyncio.run(main())`;

/** Many coroutines at a time on one worker. */
export async function* coroutines(python) {
  const pool = createPool({ python });
  const nap = () => pool.call("asyncio", "sleep", [0.01]);
  const together = async () => {
    const start = performance.now();
    await Promise.all(Array.from({ length: count }, nap));
    return performance.now() - start;
  };
  await together();
  const results = await inTurns(
    [
      { name: "snakebridge, one worker", measure: together },
      { name: "Python's own gather", measure: () => Number(execFileSync(python, ["-c", program])) },
    ],
    5,
  );
  yield {
    what: `${count} x asyncio.sleep(0.01) at a time`,
    results: ratios(results, ms, "Python's own gather"),
  };
  await pool.close();
}
