import { rm, writeFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { DiagnosticError, diagnostic } from "../../diagnostics/diagnostic.ts";
import type { Config } from "../../project/config/config.ts";
import { minorOf, oldestPython, pythonSatisfies } from "../../project/config/python-requirement.ts";
import type { LockedEnvironment } from "../../project/lock/lock.ts";
import { cannotWrite } from "../../system/files/file-errors.ts";
import { runTool } from "../../system/processes/run-tool.ts";
import { pythonOf } from "../folder/environment-folder.ts";
import { removeStamp } from "../folder/stamp.ts";
import type { Installer } from "../installer.ts";
import { renderRequirements } from "../packages/requirements-text.ts";
import { type Interpreter, inspectInterpreter } from "../python/interpreter.ts";
import { pythonCommands } from "../uv/fetch-uv.ts";
import type { Work } from "../uv/uv.ts";
import { explainPipFailure } from "./explain-pip-failure.ts";
import type { Pip } from "./find-pip.ts";
import { resolveWithPip } from "./resolve-with-pip.ts";
import { runPip } from "./run-pip.ts";

/** Installs with Python's venv and pip: slower than uv, and for one platform at a time. Reads and writes the same lock. */
export function pipInstaller(pip: Pip): Installer {
  return {
    removesPackages: false,
    choosePython: chooseInstalledPython,
    resolve: (config, python, before, work) => resolveWithPip(pip, config, python, before, work),

    async makeEnvironment(_config, python, folder, work) {
      work.progress.step(`Creating the environment with Python ${python.version}`);
      try {
        await rm(folder, { recursive: true, force: true });
      } catch (error) {
        throw cannotWrite(folder, error);
      }
      const args = ["-m", "venv", "--without-pip", folder];
      const { ok, stdout, stderr } = await runTool(python.path, args, { cwd: work.cwd });
      if (ok) return;
      const message = `Python ${python.version} cannot create an environment.`;
      const fix = "Install Python's venv module (python3-venv on Debian), or uv.";
      throw new DiagnosticError(diagnostic("SB3009", message, { fix, detail: `${stdout}${stderr}`.trim() }));
    },

    async install(config, packages, folder, work) {
      work.progress.step(`Installing ${packages.length} packages with pip`);
      await removeStamp(folder);
      const file = join(work.cwd, "requirements.txt");
      await writeFile(file, renderRequirements(packages, { hashes: true }));
      const args = ["--no-deps", "--require-hashes", "--no-compile", "-r", file];
      const result = await runPip(pip, pythonOf(folder), config, args, work);
      if (!result.ok) throw new DiagnosticError(explainPipFailure(result, config, "install", work.offline));
    },
  };
}

/** Returns an interpreter of this machine: the configured one, or one on PATH, preferably of the locked minor version. */
async function chooseInstalledPython(
  config: Config,
  before: LockedEnvironment | undefined,
  { cwd, exact }: Pick<Work, "cwd"> & { readonly exact?: boolean | undefined },
): Promise<Interpreter> {
  const named = config.interpreter && resolve(config.root, config.interpreter);
  const usable: Interpreter[] = [];
  for (const command of named ? [named] : pythonCommands()) {
    const interpreter = await inspectInterpreter(command);
    if (interpreter && pythonSatisfies(interpreter.version, config.python)) usable.push(interpreter);
  }
  const minor = before && !named ? minorOf(before.python.version) : undefined;
  const preferred = usable.find(({ version }) => minorOf(version) === minor);
  const chosen = preferred ?? (exact && minor !== undefined ? undefined : usable[0]);
  if (chosen) return { ...chosen, path: await executableOf(chosen.path, cwd) };
  const message = `No Python on PATH meets ${config.python} (at least ${oldestPython}), and only uv could fetch one.`;
  const fix = `Install a Python ${config.python}, or uv, or allow another Python in the configuration.`;
  throw new DiagnosticError(diagnostic("SB3002", message, { fix }));
}

/** Returns the path of an interpreter's executable: pip accepts a path, not a command. */
async function executableOf(command: string, cwd: string): Promise<string> {
  const code = "import sys; print(sys.executable)";
  const { ok, stdout } = await runTool(command, ["-I", "-S", "-B", "-c", code], { cwd, timeoutMs: 20_000 });
  return ok ? stdout.trim() : command;
}
