import { tmpdir } from "node:os";
import { DiagnosticError, diagnostic } from "../../diagnostics/diagnostic.ts";
import { oldestPython, pythonSatisfies } from "../../project/config/python-requirement.ts";
import { runTool } from "../../system/processes/run-tool.ts";
import { inspectInterpreter } from "../python/interpreter.ts";
import { type EnvironmentProbe, executableAt } from "./environment-probe.ts";

/** Runs with `-B`, so not even bytecode is written. The environment's `.pth` files apply, as they do in use. */
const query = `
import json, os, sys
print(json.dumps([os.path.abspath(p) for p in sys.path
                  if os.path.basename(p) in ("site-packages", "dist-packages") and os.path.isdir(p)]))
`;

/**
 * Asks the interpreter of an existing environment for its version and its package folders.
 *
 * @throws DiagnosticError SB3014 when it does not run
 */
export async function probeEnvironment(setting: string, path: string): Promise<EnvironmentProbe> {
  const interpreter = await inspectInterpreter(path);
  const { ok, stdout } = await runTool(path, ["-I", "-B", "-c", query], { cwd: tmpdir(), timeoutMs: 60_000 });
  const executable = await executableAt(path);
  if (!interpreter || !ok || !executable)
    throw unusableEnvironment(setting, `${path} is not a working Python`);
  const { version, tags, platform } = interpreter;
  const sitePackages = JSON.parse(stdout.trim().split("\n").at(-1) ?? "[]") as string[];
  return { format: 1, setting, path, executable, version, tags, platform, sitePackages };
}

/** Throws SB3002 when an existing environment has another Python than the project requires. */
export function requirePythonVersion({ setting, version }: EnvironmentProbe, requirement: string): void {
  if (pythonSatisfies(version, requirement)) return;
  const message = `The existing environment ${JSON.stringify(setting)} has Python ${version}; ${requirement} (at least ${oldestPython}) is required.`;
  const fix = 'Name another environment under "existing", or allow its Python under "python".';
  throw new DiagnosticError(diagnostic("SB3002", message, { fix }));
}

/** Returns SB3014 with the setting and the problem. */
export function unusableEnvironment(setting: string, problem: string): DiagnosticError {
  const message = `The configuration's "existing" is ${JSON.stringify(setting)}, but ${problem}.`;
  const fix = 'Create that environment with its own tool, or correct "existing" in the configuration.';
  return new DiagnosticError(diagnostic("SB3014", message, { fix }));
}
