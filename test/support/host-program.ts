import { type ChildProcess, spawn } from "node:child_process";
import { randomUUID } from "node:crypto";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { onTestFinished } from "vitest";
import { markVariable } from "./marked-processes.ts";

const runtime = new URL("../../src/runtime/", import.meta.url);
const prelude = `
import { writeSync } from "node:fs";
import { call, close, createPool } from "${runtime}index.ts";
/** Tells the test something that output of workers cannot be mistaken for. */
const tell = (value) => writeSync(3, JSON.stringify(value) + "\\n");
const run = (code) => call("builtins", "exec", [code, {}]);
`;

/** A program of its own that uses snakebridge. */
export interface HostProgram {
  readonly child: ChildProcess;
  /** Found in the environment of the program and of all that it starts. */
  readonly mark: string;
  readonly stdout: () => string;
  readonly stderr: () => string;
  /** What it told, so far. */
  readonly told: unknown[];
  /** Settles when the program has ended and its output is read. */
  readonly ended: Promise<{ code: number | null; signal: NodeJS.Signals | null }>;
}

/**
 * Starts a TypeScript program that may use `call`, `close`, `createPool`, `run(pythonCode)` and `tell(value)`.
 * It is ended with the test.
 */
export function startHostProgram(source: string, environment: NodeJS.ProcessEnv = {}): HostProgram {
  const folder = mkdtempSync(join(tmpdir(), "host-program-"));
  const file = join(folder, "main.mts");
  writeFileSync(file, prelude + source);
  const mark = randomUUID();
  const child = spawn(process.execPath, ["--import", import.meta.resolve("tsx"), file], {
    stdio: ["ignore", "pipe", "pipe", "pipe"],
    env: { ...process.env, ...environment, [markVariable]: mark },
  });
  onTestFinished(() => {
    child.kill("SIGKILL");
    rmSync(folder, { recursive: true });
  });
  const told: unknown[] = [];
  const [stdout, stderr] = [collect(child.stdout!), collect(child.stderr!)];
  let rest = "";
  child.stdio[3]!.on("data", (chunk) => {
    const lines = (rest + chunk).split("\n");
    rest = lines.pop()!;
    told.push(...lines.map((line) => JSON.parse(line)));
  });
  const ended = new Promise<{ code: number | null; signal: NodeJS.Signals | null }>((resolve) =>
    child.on("close", (code, signal) => resolve({ code, signal })),
  );
  return { child, mark, stdout, stderr, told, ended };
}

function collect(stream: NodeJS.ReadableStream): () => string {
  const chunks: Buffer[] = [];
  stream.on("data", (chunk: Buffer) => chunks.push(chunk));
  return () => Buffer.concat(chunks).toString();
}
