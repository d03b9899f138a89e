import { createPool } from "../../dist/runtime/index.js";
import { inFlight, inTurns, ms, oneAtATime, perSecond } from "../measure.mjs";
import { jsonPipe } from "../rivals/json-pipe.mjs";
import { pythonia } from "../rivals/pythonia.mjs";

function ours(python, carrier) {
  const pool = createPool({ python, carrier });
  return {
    name: `snakebridge, ${carrier}`,
    pool,
    sqrt: () => pool.call("math", "sqrt", [2]),
    close: () => pool.close(),
  };
}

/** Trivial calls: alone, 64 in flight, and a chain of five. */
export async function* calls(python) {
  const lane = ours(python, "lane");
  const contestants = [lane, ours(python, "grpc"), await jsonPipe(python), await pythonia(python)];

  const alone = await inTurns(
    contestants.map(({ name, sqrt }) => ({ name, measure: () => oneAtATime(sqrt, { count: 3000 }) })),
  );
  yield { what: "math.sqrt(2), one at a time, median", results: ratios(alone, ms, "pythonia") };

  for (const width of [64, 256]) {
    const rates = await inTurns(
      contestants.map(({ name, sqrt }) => ({
        name,
        measure: () => inFlight(sqrt, { count: 60_000, width }),
      })),
    );
    yield {
      what: `math.sqrt(2), ${width} in flight, one worker`,
      results: ratios(rates, perSecond, "pythonia"),
    };
  }

  const one = () => lane.pool.call("builtins", "abs", [-2]);
  const chain = () => {
    let value = lane.pool.call("builtins", "abs", [-2]);
    for (let i = 0; i < 4; i++) value = lane.pool.call("builtins", "abs", [value]);
    return value;
  };
  const chains = await inTurns([
    { name: "one call", measure: () => oneAtATime(one, { count: 3000 }) },
    { name: "chain of 5, one round trip", measure: () => oneAtATime(chain, { count: 3000 }) },
  ]);
  yield { what: "five calls, each needing the one before", results: ratios(chains, ms, "one call") };

  for (const { close } of contestants) await close();
}

/** Each result, and how many times that of `base` it is. */
export function ratios(results, print, base) {
  return [...results].map(([name, value]) => [
    name,
    `${print(value).padStart(12)}  ${(value / results.get(base)).toFixed(2)} x ${base}`,
  ]);
}
