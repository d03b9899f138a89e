import { randomBytes } from "node:crypto";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Readable } from "node:stream";
import type { z } from "zod";
import { DiagnosticError, diagnostic } from "../../diagnostics/diagnostic.ts";
import type { ImportFailure } from "../../facts/facts.ts";
import { killGroup } from "../../shared/kill-group.ts";
import { cleanEnvironment } from "../../system/processes/clean-environment.ts";
import { type ProcessEnd, processEnd } from "../../system/processes/process-end.ts";
import { readLines } from "../../system/processes/read-lines.ts";

export type RunFailure = Pick<ImportFailure, "reason" | "message" | "detail">;

/** The number of questions that were answered, from the first, and why the next one was not. */
export interface IntrospectorRun {
  readonly answered: number;
  readonly failure?: RunFailure;
}

/** The introspector's output line for one question. */
export interface ResultLine<Answer> {
  readonly nonce: string;
  readonly index: number;
  readonly answer: Answer;
}

interface RunOptions<Answer> {
  readonly timeoutMs: number;
  readonly typeshed: string | undefined;
  readonly schema: z.ZodType<ResultLine<Answer>>;
  readonly declarations?: Readonly<Record<string, string>> | undefined;
  readonly bytecode?: string | undefined;
  readonly onAnswer: (index: number, answer: Answer) => void;
}

const script = join(
  import.meta.dirname,
  "../../../python/src/snakebridge_worker/_internal/introspect/introspect_main.py",
);
/** Added to the time limit: the introspector exits at the limit and reports where it was, unless it is blocked. */
const graceMs = 3000;
const tailLength = 4000;

/** Runs one process until it has answered every question or fails. No process remains afterwards. */
export async function runIntrospector<Answer>(
  python: string,
  questions: readonly object[],
  { timeoutMs, typeshed, declarations, bytecode, schema, onAnswer }: RunOptions<Answer>,
): Promise<IntrospectorRun> {
  const nonce = randomBytes(16).toString("hex");
  // Loaded lazily: without questions no process starts.
  const { execa } = await import("execa");
  const child = execa(python, ["-s", "-u", script], {
    // A process group, to kill everything that a library starts; and a folder without modules of any project.
    detached: process.platform !== "win32",
    cwd: tmpdir(),
    // `-I` would use a new hash seed in each run, and some libraries build texts from sets.
    env: {
      ...cleanEnvironment(process.env),
      PYTHONHASHSEED: "0",
      ...(bytecode === undefined ? {} : { PYTHONPYCACHEPREFIX: bytecode }),
    },
    extendEnv: false,
    stdio: ["pipe", "pipe", "pipe", "pipe"],
    buffer: false,
    reject: false,
    windowsHide: true,
  });
  const end = processEnd(child);
  const output = keepTail([child.stdout, child.stderr]);
  // Stays open: the introspector exits when its standard input ends.
  child.stdin.on("error", () => {});
  const lines = [{ nonce, timeout: timeoutMs / 1000, typeshed, declarations }, ...questions].map((line) =>
    JSON.stringify(line),
  );
  child.stdin.write(`${lines.join("\n")}\n\n`);

  let answered = 0;
  let timeout: string[] | undefined;
  const reason = await readLines(child.stdio[3] as Readable, timeoutMs + graceMs, (line) => {
    if (timeout ?? line.startsWith("Timeout (")) {
      timeout = [...(timeout ?? []), line];
      return "more";
    }
    const result = parseLine(line, schema);
    if (result?.nonce !== nonce || result.index !== answered) return "garbage";
    onAnswer(answered++, result.answer);
    return answered === questions.length ? "complete" : "more";
  });
  // If the process ended and so closed the channel, wait for its exit code.
  const exit = reason === "closed" ? await Promise.race([end, delay(graceMs)]) : undefined;
  killGroup(child);
  const { startError } = await end;
  if (startError !== undefined) throw cannotStart(python, startError);
  if (answered === questions.length) return { answered };
  const failure = timeout || reason === "timed-out" ? timedOut(timeoutMs) : explainFailure(reason, exit);
  const detail = [...(timeout ?? []), output()].join("\n").trim().slice(-tailLength);
  return { answered, failure: detail === "" ? failure : { ...failure, detail } };
}

function parseLine<Answer>(
  line: string,
  schema: z.ZodType<ResultLine<Answer>>,
): ResultLine<Answer> | undefined {
  try {
    return schema.parse(JSON.parse(line));
  } catch {
    return undefined;
  }
}

function timedOut(timeoutMs: number): RunFailure {
  return { reason: "timed-out", message: `no answer within ${timeoutMs / 1000} s` };
}

function explainFailure(reason: string, end: ProcessEnd | undefined): RunFailure {
  if (reason === "garbage")
    return { reason: "protocol", message: "the answer channel received other output" };
  if (!end) return { reason: "protocol", message: "the answer channel was closed" };
  if (end.signal !== undefined) return { reason: "crashed", message: `Python was killed by ${end.signal}` };
  // On Windows a crash has an exit code such as 0xC0000005.
  const crashed = (end.code ?? 0) > 0x8000_0000;
  return { reason: crashed ? "crashed" : "exited", message: `Python ended with exit code ${end.code}` };
}

function cannotStart(python: string, error: string): DiagnosticError {
  return new DiagnosticError(diagnostic("SB3010", `Python cannot be started at ${python}: ${error}`));
}

/** Keeps the end of the output of any process; libraries may write without limit. */
function keepTail(streams: readonly Readable[]): () => string {
  let tail = "";
  for (const stream of streams) {
    stream.setEncoding("utf8");
    stream.on("data", (chunk: string) => {
      tail = (tail + chunk).slice(-tailLength);
    });
    stream.on("error", () => {});
  }
  return () => tail.trim();
}

async function delay(milliseconds: number): Promise<undefined> {
  await new Promise((resolve) => setTimeout(resolve, milliseconds));
  return undefined;
}
