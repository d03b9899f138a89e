import { resolve } from "node:path";
import { type Diagnostic, DiagnosticError, diagnostic } from "../../diagnostics/diagnostic.ts";
import type { Config } from "../../project/config/config.ts";
import { minorOf, oldestPython, pythonSatisfies } from "../../project/config/python-requirement.ts";
import type { LockedEnvironment } from "../../project/lock/lock.ts";
import type { ToolResult } from "../../system/processes/run-tool.ts";
import { type Interpreter, inspectInterpreter } from "../python/interpreter.ts";
import { runUv, type Uv, type Work } from "./uv.ts";

/**
 * Chooses the Python for the environment. The configured interpreter comes first, then one of the locked minor version,
 * on this machine or fetched by uv. Then, unless `exact`, any that meets the requirement.
 *
 * @throws DiagnosticError SB3001 when there is none at all, SB3002 when none meets the requirement.
 */
export async function choosePython(
  uv: Uv,
  config: Config,
  locked: LockedEnvironment | undefined,
  work: Work & { readonly exact?: boolean | undefined },
): Promise<Interpreter> {
  if (config.interpreter) return await namedInterpreter(config, config.interpreter);
  const usual = locked && pythonSatisfies(locked.python.version, config.python);
  const preferred = usual ? minorOf(locked.python.version) : undefined;
  const requests = [...(preferred ? [`==${preferred}.*`] : []), ...(work.exact ? [] : [config.python])];
  let failure = "";
  for (const request of requests) {
    const bounded = `${request},>=${oldestPython}`;
    const path = (await findInstalled(uv, bounded, work)) ?? (await fetchPython(uv, bounded, work));
    const interpreter = typeof path === "string" ? await inspectInterpreter(path) : undefined;
    if (interpreter) {
      if (preferred && minorOf(interpreter.version) !== preferred)
        work.progress.note(`Python ${preferred} of the lock is not available: using ${interpreter.version}`);
      return interpreter;
    }
    if (typeof path === "object") failure = path.errorOutput;
  }
  throw await noSuitablePython(uv, requests.at(-1) ?? config.python, failure, work);
}

async function namedInterpreter(config: Config, setting: string): Promise<Interpreter> {
  const path = resolve(config.root, setting);
  const interpreter = await inspectInterpreter(path);
  const fix = 'Correct "interpreter" in the configuration.';
  if (!interpreter)
    throw failed(
      "SB3001",
      `"interpreter" in the configuration names ${path}, which is not a working Python.`,
      fix,
    );
  if (pythonSatisfies(interpreter.version, config.python)) return interpreter;
  const message = `"interpreter" in the configuration is Python ${interpreter.version}; ${config.python} (at least ${oldestPython}) is required.`;
  throw failed("SB3002", message, `${fix.slice(0, -1)}, or its "python".`);
}

/** Finds a Python on this machine. Ignores virtual environments and the project's files. */
async function findInstalled(uv: Uv, request: string, { cwd }: Work): Promise<string | undefined> {
  const args = ["python", "find", "--no-python-downloads", "--no-project", "--system", request];
  const { ok, stdout } = await runUv(uv, args, { cwd });
  return ok ? stdout.trim() : undefined;
}

/** Lets uv fetch a Python, if it may: uv does so for an environment that needs one, and adds nothing to PATH. */
async function fetchPython(
  uv: Uv,
  request: string,
  work: Work,
): Promise<string | undefined | { readonly errorOutput: string }> {
  work.progress.step(`Fetching Python ${request.replace(/,.*/, "")}`);
  const { ok, stderr } = await runUv(uv, ["venv", "--no-project", "--python", request, "probe"], work);
  return ok ? await findInstalled(uv, request, work) : { errorOutput: stderr };
}

async function noSuitablePython(
  uv: Uv,
  requirement: string,
  errorOutput: string,
  { cwd }: Work,
): Promise<DiagnosticError> {
  const { ok, stdout, stderr } = await listPythons(uv, cwd);
  const versions = versionsIn(stdout);
  const detail = errorOutput.trim();
  // If the command fails or prints something else, the installed Pythons are unknown.
  if (!ok || (stdout.trim() !== "" && !/^[a-z]+-\d/m.test(stdout)))
    return failed(
      "SB3009",
      `${uv.path} cannot list the installed Pythons: it ${ok ? "printed unexpected output" : "failed"}.`,
      "Check that this works: uv python list",
      stderr.trim() || detail,
    );
  const fix = `Install a Python ${requirement}, or allow another in the configuration ("python").`;
  if (versions.length === 0)
    return failed("SB3001", "There is no Python on this machine, and uv could not fetch one.", fix, detail);
  const message = `No Python meets ${requirement} (at least ${oldestPython}): found ${versions.join(", ")}, and uv could not fetch another.`;
  return failed("SB3002", message, fix, detail);
}

/** Returns the versions of the Pythons on this machine, newest first. */
export async function installedPythons(uv: Uv, cwd: string): Promise<string[]> {
  return versionsIn((await listPythons(uv, cwd)).stdout);
}

function listPythons(uv: Uv, cwd: string): Promise<ToolResult> {
  const args = ["python", "list", "--only-installed", "--no-python-downloads"];
  return runUv(uv, args, { cwd, timeoutMs: 60_000 });
}

function versionsIn(stdout: string): string[] {
  return [...new Set([...stdout.matchAll(/^cpython-(\d+\.\d+\.\w+)/gm)].map((match) => match[1]!))];
}

function failed(code: Diagnostic["code"], message: string, fix: string, detail?: string): DiagnosticError {
  return new DiagnosticError(diagnostic(code, message, { fix, ...(detail ? { detail } : {}) }));
}
