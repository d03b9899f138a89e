import { DiagnosticError, diagnostic } from "../../diagnostics/diagnostic.ts";
import type { Progress } from "../../diagnostics/progress.ts";
import { runTool, type ToolOptions, type ToolResult } from "../../system/processes/run-tool.ts";

/** A uv that can be used. */
export interface Uv {
  readonly path: string;
  readonly version: string;
  /** How it was found: `config`, `SNAKEBRIDGE_UV`, `PATH`, or the private copy. */
  readonly source: "config" | "SNAKEBRIDGE_UV" | "PATH" | "private";
}

/** What every step of an installation needs to run uv or pip. */
export interface Work {
  /** uv's working directory, without any file that uv would read. */
  readonly cwd: string;
  readonly progress: Progress;
  readonly offline?: boolean | undefined;
}

/**
 * Runs uv without configuration files, so that a command does the same on every machine.
 *
 * @throws DiagnosticError SB3009 on a timeout, because the next attempt would hang, too
 */
export async function runUv(
  uv: Uv,
  args: readonly string[],
  { progress, offline, ...options }: Omit<ToolOptions, "onStderr"> & Partial<Work>,
): Promise<ToolResult> {
  const always = ["--no-config", "--color", "never", ...(offline ? ["--offline"] : [])];
  const toolOptions = progress ? { ...options, onStderr: forwardUntilError(progress) } : options;
  const result = await runTool(uv.path, [...always, ...args], toolOptions);
  if (!result.isTimedOut) return result;
  const message = `uv ${args.slice(0, 2).join(" ")} timed out.`;
  const fix = "Find out why. SNAKEBRIDGE_TOOL_TIMEOUT=7200 (seconds) allows more time.";
  throw new DiagnosticError(diagnostic("SB3009", message, { fix, detail: result.stderr.trim() }));
}

/** One line for each package of a large environment, with some margin. */
const maxLines = 2000;

/** Forwards complete lines up to the error, which is part of the finding and would be printed twice. */
function forwardUntilError(progress: Progress): (chunk: string) => void {
  let rest = "";
  let left = maxLines;
  return (chunk) => {
    if (left <= 0) return;
    const lines = (rest + chunk).split("\n");
    rest = lines.pop() ?? "";
    for (const line of lines) {
      if (/^(error:|\s*×)/.test(line)) left = 0;
      if (left-- > 0) progress.passthrough(`${line}\n`);
    }
  };
}
