import { spawn } from "node:child_process";
import { once } from "node:events";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { createPool } from "../../dist/runtime/index.js";
import { inTurns, mib, ms, oneAtATime } from "../measure.mjs";
import { ratios } from "./calls.mjs";

const runtime = join(import.meta.dirname, "../../dist/runtime/index.js");
const rival = join(import.meta.dirname, "../rivals/pythonia.mjs");

const oneCall = (carrier) => `
  const { createPool } = await import(${JSON.stringify(runtime)});
  await createPool({ python: process.env.BENCH_PYTHON, carrier: "${carrier}" }).call("math", "sqrt", [2]);`;
const oneCallOfRival = `
  const { pythonia } = await import(${JSON.stringify(rival)});
  const bridge = await pythonia(process.env.BENCH_PYTHON);
  await bridge.sqrt();
  await bridge.close();`;

/** Wall time of a whole program, and what a worker weighs. */
export async function* startUp(python) {
  const env = { ...process.env, BENCH_PYTHON: python };
  const program = (name, command, args) => ({
    name,
    measure: () =>
      oneAtATime(() => finish(spawn(command, args, { env, stdio: "ignore" })), { count: 3, warmUp: 1 }),
  });
  const node = (name, code) => program(name, process.execPath, ["--input-type=module", "-e", code]);
  const programs = await inTurns([
    program("python -I -c pass", python, ["-I", "-c", "pass"]),
    node("node -e 0", "0"),
    node("snakebridge, lane: one call", oneCall("lane")),
    node("snakebridge, grpc: one call", oneCall("grpc")),
    node("pythonia: one call", oneCallOfRival),
  ]);
  yield { what: "a whole program, from start to end", results: ratios(programs, ms, "node -e 0") };

  const bare = await bareInterpreter(python);
  const pool = createPool({ python });
  const pid = await pool.call("os", "getpid");
  const idle = await residentBytes(pid);
  await new Promise((resolve) => setTimeout(resolve, 1000));
  const supervised = await residentBytes(pid);
  await pool.call("numpy", "arange", [3]);
  const withNumpy = await residentBytes(pid);
  await pool.close();
  const over = (bytes) => `${mib(bytes).padStart(12)}  ${mib(bytes - bare)} over bare`;
  yield {
    what: "resident memory of a worker",
    results: [
      ["bare interpreter", mib(bare).padStart(12)],
      ["after the first call", over(idle)],
      ["idle, control plane serving", over(supervised)],
      ["with numpy", over(withNumpy)],
    ],
  };
}

async function finish(child) {
  const [code] = await once(child, "close");
  if (code !== 0) throw new Error(`a program of the benchmark ended with ${code}`);
}

async function bareInterpreter(python) {
  const child = spawn(python, ["-I", "-c", "print(flush=True); input()"], {
    stdio: ["pipe", "pipe", "inherit"],
  });
  await once(child.stdout, "data");
  const bytes = await residentBytes(child.pid);
  child.stdin.end("\n");
  return bytes;
}

async function residentBytes(pid) {
  const status = await readFile(`/proc/${pid}/status`, "utf8");
  return Number(/VmRSS:\s+(\d+)/.exec(status)[1]) * 1024;
}
