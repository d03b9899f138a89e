import { killGroup } from "../../shared/kill-group.ts";
import { cleanEnvironment } from "./clean-environment.ts";

export interface ToolResult {
  readonly ok: boolean;
  readonly stdout: string;
  /** The tail of its error output; if it printed nothing, the reason why there is no result. */
  readonly stderr: string;
  /** Whether it was stopped because it exceeded its time limit. */
  readonly isTimedOut: boolean;
}

export interface ToolOptions {
  /** Its working directory: a folder without files that change the tool's behavior. */
  readonly cwd: string;
  readonly input?: string;
  /** Receives the tool's error output while it runs. */
  readonly onStderr?: (chunk: string) => void;
  /** A shorter limit for commands that respond at once. Default: `SNAKEBRIDGE_TOOL_TIMEOUT`, or one hour. */
  readonly timeoutMs?: number;
}

const maxTailLength = 20_000;

/**
 * Runs another program to its end, with clean environment variables, and ends every process that it started. Never
 * throws: an exit code, a failed start and a timeout are results.
 */
export async function runTool(
  file: string,
  args: readonly string[],
  options: ToolOptions,
): Promise<ToolResult> {
  const { cwd, input = "", onStderr, timeoutMs = workLimitMs() } = options;
  // Loaded lazily: a run that changes nothing starts no process.
  const { execa } = await import("execa");
  const running = execa(file, args, {
    // A separate process group: the name may be a script that starts the tool, and both have to be ended.
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
  let timeoutMessage = "";
  const timer = setTimeout(() => {
    timeoutMessage = `${file} did not end within ${timeoutMs / 1000} s and was stopped.`;
    end();
    running.stdout.destroy();
    running.stderr.destroy();
  }, timeoutMs);
  const { failed, stdout = "", stderr = "", originalMessage } = await running;
  clearTimeout(timer);
  process.off("exit", end);
  end();
  const errorOutput = `${stderr.slice(-maxTailLength)}${timeoutMessage}`;
  const startError = failed ? (originalMessage ?? "") : "";
  const isTimedOut = timeoutMessage !== "";
  return { ok: !failed && !isTimedOut, stdout, stderr: errorOutput || startError, isTimedOut };
}

/** A download may take long, but one that hangs must end. */
function workLimitMs(): number {
  const seconds = Number(process.env.SNAKEBRIDGE_TOOL_TIMEOUT);
  return seconds > 0 ? seconds * 1000 : 3_600_000;
}
