import { cleanEnvironment } from "./clean-environment.ts";

export interface ToolResult {
  readonly ok: boolean;
  readonly stdout: string;
  readonly stderr: string;
}

export interface ToolOptions {
  /** Where it runs: a folder without files that change what the tool does. */
  readonly cwd: string;
  readonly input?: string;
  /** Gets what the tool says while it works. */
  readonly onStderr?: (chunk: string) => void;
  /** For questions that are answered at once. Work is never cut off: a download may take long. */
  readonly timeoutMs?: number;
}

/** Runs another program in a clean environment, to its end; an exit code, and being unable to start, is a result. */
export async function runTool(
  file: string,
  args: readonly string[],
  options: ToolOptions,
): Promise<ToolResult> {
  const { cwd, input = "", onStderr, timeoutMs } = options;
  // Loaded only here: a run that changes nothing starts no process.
  const { execa } = await import("execa");
  const running = execa(file, args, {
    cwd,
    input,
    env: cleanEnvironment(process.env),
    extendEnv: false,
    reject: false,
    stripFinalNewline: false,
    maxBuffer: 20_000_000,
    windowsHide: true,
    ...(timeoutMs === undefined ? {} : { timeout: timeoutMs, forceKillAfterDelay: 1000 }),
  });
  if (onStderr) running.stderr.setEncoding("utf8").on("data", onStderr);
  const { failed, stdout = "", stderr = "", originalMessage } = await running;
  return { ok: !failed, stdout, stderr: stderr || (failed ? (originalMessage ?? "") : "") };
}
