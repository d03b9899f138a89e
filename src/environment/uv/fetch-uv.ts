import { mkdir, mkdtemp, rename, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { type Diagnostic, DiagnosticError, diagnostic } from "../../diagnostics/diagnostic.ts";
import type { Progress } from "../../diagnostics/progress.ts";
import { cannotWrite } from "../../system/files/file-errors.ts";
import { runTool, type ToolResult } from "../../system/processes/run-tool.ts";
import { privateUvFolder, privateUvPath } from "./find-uv.ts";
import type { Uv } from "./uv.ts";
import { pinnedUv, pinnedUvRequirement } from "./uv-pin.ts";

export interface FetchUvOptions {
  readonly progress: Progress;
  readonly offline?: boolean | undefined;
  /** Interpreter whose pip is tried first. */
  readonly interpreter?: string | undefined;
}

const installUv = "Install uv, or set SNAKEBRIDGE_UV to the path of one.";

/**
 * Fetches the pinned uv through pip into this user's cache folder, and checks its hash.
 *
 * @throws DiagnosticError SB3001 without a Python, SB3003 without pip or when pip fails, SB3007 without a network.
 */
export async function fetchUv(options: FetchUvOptions): Promise<Uv> {
  if (options.offline)
    throw failure("SB3003", "uv is not on this machine, and this run is offline.", installUv);
  const target = privateUvFolder();
  let work: string;
  try {
    await mkdir(dirname(target), { recursive: true, mode: 0o700 });
    work = await mkdtemp(`${target}-`);
  } catch (error) {
    throw cannotWrite(dirname(target), error);
  }
  try {
    const python = await findPip(work, options.interpreter);
    options.progress.step(`Fetching uv ${pinnedUv.version}, once for all projects`);
    await install(python, work, options.progress);
    await moveIntoPlace(join(work, "uv"), target);
  } finally {
    await rm(work, { recursive: true, force: true });
  }
  return { path: privateUvPath(target), version: pinnedUv.version, source: "private" };
}

/** Returns the commands that may start a Python, best first. */
export function pythonCommands(interpreter?: string): string[] {
  const minors = [15, 14, 13, 12, 11, 10].map((minor) => `python3.${minor}`);
  const usual = process.platform === "win32" ? ["python", "py", "python3"] : ["python3", "python"];
  return [...(interpreter ? [interpreter] : []), ...usual, ...minors];
}

async function findPip(cwd: string, interpreter: string | undefined): Promise<string> {
  let hasPython = false;
  for (const python of pythonCommands(interpreter)) {
    // The working directory is our own empty folder: `-m` would import a pip.py from it.
    if ((await runTool(python, ["-m", "pip", "--version"], { cwd, timeoutMs: 60_000 })).ok) return python;
    hasPython ||= (await runTool(python, ["--version"], { cwd, timeoutMs: 20_000 })).ok;
  }
  throw hasPython
    ? failure(
        "SB3003",
        "uv is not on this machine, and the Python here has no pip to fetch it with.",
        installUv,
      )
    : failure(
        "SB3001",
        "Neither uv nor Python is on this machine.",
        `Install Python 3.10 or newer, or uv. ${installUv}`,
      );
}

async function install(python: string, work: string, progress: Progress): Promise<void> {
  await writeFile(join(work, "requirements.txt"), pinnedUvRequirement());
  const options =
    "--no-input --disable-pip-version-check --no-user --no-deps --only-binary=:all: --require-hashes".split(
      " ",
    );
  const args = ["-m", "pip", "install", ...options, "--target", "uv", "-r", "requirements.txt"];
  const result = await runTool(python, args, { cwd: work, onStderr: (chunk) => progress.passthrough(chunk) });
  if (!result.ok) throw explainPipFailure(result);
  const path = privateUvPath(join(work, "uv"));
  const { ok, stdout, stderr } = await runTool(path, ["--version"], { cwd: work, timeoutMs: 20_000 });
  if (!ok || !stdout.startsWith(`uv ${pinnedUv.version}`))
    throw failure("SB3003", "uv was fetched, but does not run on this machine.", installUv, stdout + stderr);
}

/** Another process may have fetched uv meanwhile: its copy is equally good. */
async function moveIntoPlace(from: string, to: string): Promise<void> {
  try {
    await rename(from, to);
  } catch (error) {
    const existing = await runTool(privateUvPath(to), ["--version"], { cwd: dirname(to), timeoutMs: 20_000 });
    if (!existing.ok) throw cannotWrite(to, error);
  }
}

function explainPipFailure({ stdout, stderr }: ToolResult): DiagnosticError {
  const output = `${stdout}\n${stderr}`;
  const detail = output.trim();
  if (/DO NOT MATCH THE HASHES/i.test(output))
    return failure(
      "SB3008",
      `The hash of uv ${pinnedUv.version} from the package index does not match the pinned one.`,
      installUv,
      detail,
    );
  if (
    /NewConnectionError|ConnectTimeout|Max retries|ProxyError|SSLError|Temporary failure in name resolution/i.test(
      output,
    )
  )
    return failure(
      "SB3007",
      "uv cannot be fetched: the package index cannot be reached.",
      `Check the network and pip's proxy settings. ${installUv}`,
      detail,
    );
  return failure("SB3003", `uv ${pinnedUv.version} cannot be fetched: pip failed.`, installUv, detail);
}

function failure(code: Diagnostic["code"], message: string, fix: string, detail?: string): DiagnosticError {
  return new DiagnosticError(diagnostic(code, message, { fix, ...(detail ? { detail } : {}) }));
}
