import type { Progress } from "../shared/progress.ts";
import { runTool, type ToolOptions, type ToolResult } from "./run-tool.ts";

/** A uv that can be used. */
export interface Uv {
  readonly path: string;
  readonly version: string;
  /** How it was found: `config`, `SNAKEBRIDGE_UV`, `PATH`, or the private copy. */
  readonly source: "config" | "SNAKEBRIDGE_UV" | "PATH" | "private";
}

/** What every part of the work on an environment needs to run uv. */
export interface Work {
  /** A folder for uv to run in, without anything that uv would read. */
  readonly cwd: string;
  readonly progress: Progress;
  readonly offline?: boolean | undefined;
}

/** Runs uv without configuration files: the same command does the same on every machine. */
export async function runUv(
  uv: Uv,
  args: readonly string[],
  { progress, offline, ...options }: Omit<ToolOptions, "onStderr"> & Partial<Work>,
): Promise<ToolResult> {
  const always = ["--no-config", "--color", "never", ...(offline ? ["--offline"] : [])];
  const heard = progress ? { ...options, onStderr: untilError(progress) } : options;
  return await runTool(uv.path, [...always, ...args], heard);
}

/** Passes on whole lines, up to the error: that is part of the finding, and would be printed twice. */
function untilError(progress: Progress): (chunk: string) => void {
  let rest = "";
  let failed = false;
  return (chunk) => {
    const lines = (rest + chunk).split("\n");
    rest = lines.pop() ?? "";
    for (const line of lines) {
      failed ||= /^(error:|\s*×)/.test(line);
      if (!failed) progress.passthrough(`${line}\n`);
    }
  };
}
