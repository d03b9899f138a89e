import { killGroup } from "../../shared/kill-group.ts";
import { cleanEnvironment } from "./clean-environment.ts";

export interface ToolResult {
  readonly ok: boolean;
  readonly stdout: string;
  /** The end of what it said, should it have said much; why there is no result, should it have said nothing. */
  readonly stderr: string;
  /** Whether it was stopped, because it took too long. */
  readonly isLate: boolean;
}

export interface ToolOptions {
  /** Where it runs: a folder without files that change what the tool does. */
  readonly cwd: string;
  readonly input?: string;
  /** Gets what the tool says while it works. */
  readonly onStderr?: (chunk: string) => void;
  /** For questions that are answered at once. Default: the limit for work. */
  readonly timeoutMs?: number;
}

const maxTailLength = 20_000;

/**
 * Runs another program in a clean environment, to its end; an exit code, being unable to start, and taking too long is a
 * result. Nothing that it started is left.
 */
export async function runTool(
  file: string,
  args: readonly string[],
  options: ToolOptions,
): Promise<ToolResult> {
  const { cwd, input = "", onStderr, timeoutMs = workLimitMs() } = options;
  // Loaded only here: a run that changes nothing starts no process.
  const { execa } = await import("execa");
  const running = execa(file, args, {
    // A group of its own: behind the name there may be a script that starts the tool, and only both can be ended.
    detached: process.platform !== "win32",
    cwd,
    input,
    env: cleanEnvironment(process.env),
    extendEnv: false,
    reject: false,
    stripFinalNewline: false,
    maxBuffer: 4_000_000,
    windowsHide: true,
  });
  if (onStderr) running.stderr.setEncoding("utf8").on("data", onStderr);
  const end = (): void => killGroup(running);
  process.once("exit", end);
  let late = "";
  const timer = setTimeout(() => {
    late = `${file} did not end within ${timeoutMs / 1000} s and was stopped.`;
    end();
    running.stdout.destroy();
    running.stderr.destroy();
  }, timeoutMs);
  const { failed, stdout = "", stderr = "", originalMessage } = await running;
  clearTimeout(timer);
  process.off("exit", end);
  end();
  const said = `${stderr.slice(-maxTailLength)}${late}`;
  const why = said || (failed ? (originalMessage ?? "") : "");
  return { ok: !failed && late === "", stdout, stderr: why, isLate: late !== "" };
}

/** A download may take long. One that has stopped for good is not waited for without end. */
function workLimitMs(): number {
  const seconds = Number(process.env.SNAKEBRIDGE_TOOL_TIMEOUT);
  return seconds > 0 ? seconds * 1000 : 3_600_000;
}
