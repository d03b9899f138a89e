import { spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { median, ms } from "./measure.mjs";

const cpuTime = pathToFileURL(join(import.meta.dirname, "cpu-time.mjs")).href;

/**
 * Runs Node to its end; milliseconds on the clock, and of the CPU: on a busy machine only the second says something.
 * @returns {Promise<{ wall: number, cpu: number }>}
 */
export async function nodeRun(args, cwd) {
  const start = performance.now();
  const child = spawn(process.execPath, ["--import", cpuTime, ...args], {
    cwd,
    stdio: ["ignore", "ignore", "inherit", "pipe"],
  });
  let cpu = "";
  child.stdio[3].on("data", (chunk) => {
    cpu += chunk;
  });
  const [code] = await once(child, "close");
  if (code !== 0) throw new Error(`node ${args.join(" ")} ended with ${code}`);
  return { wall: performance.now() - start, cpu: Number(cpu) };
}

/** Each program `rounds` times in turn, medians as rows of a table, beside the floor, which is the first. */
export async function runsInTurns(programs, rounds = 5) {
  const runs = programs.map(() => []);
  for (let round = 0; round < rounds; round++)
    for (const [index, { prepare, args, cwd }] of programs.entries()) {
      await prepare?.();
      runs[index].push(await nodeRun(args, cwd));
    }
  return programs.map(({ name }, index) => {
    const [wall, cpu] = ["wall", "cpu"].map((clock) => median(runs[index].map((run) => run[clock])));
    return [name, `${ms(wall).padStart(12)} ${ms(cpu).padStart(12)} of the CPU`];
  });
}
