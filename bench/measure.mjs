// Clocks and statistics. Absolute times differ between machines, so a case always measures all contestants in one run.
import { performance } from "node:perf_hooks";

export function median(values) {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)];
}

/** Median milliseconds of one `run()` after another. */
export async function oneAtATime(run, { count, warmUp = Math.ceil(count / 5) }) {
  for (let i = 0; i < warmUp; i++) await run();
  const times = [];
  for (let i = 0; i < count; i++) {
    const start = performance.now();
    await run();
    times.push(performance.now() - start);
  }
  return median(times);
}

/** Calls per second with `width` always under way. */
export async function inFlight(run, { count, width }) {
  let left = count;
  const lane = async () => {
    while (left-- > 0) await run();
  };
  const start = performance.now();
  await Promise.all(Array.from({ length: width }, lane));
  return (count / (performance.now() - start)) * 1000;
}

/** Runs every contestant `rounds` times in turn, so that a noisy moment meets all of them; medians by name. */
export async function inTurns(contestants, rounds = 3) {
  const results = new Map(contestants.map(({ name }) => [name, []]));
  for (let round = 0; round < rounds; round++) {
    for (const { name, measure } of contestants) results.get(name).push(await measure());
  }
  return new Map([...results].map(([name, values]) => [name, median(values)]));
}

export const ms = (value) => (value < 1 ? `${(value * 1000).toFixed(1)} us` : `${value.toFixed(2)} ms`);
export const perSecond = (value) => `${Math.round(value / 100) / 10} k/s`;
export const mib = (bytes) => `${(bytes / 2 ** 20).toFixed(1)} MiB`;
