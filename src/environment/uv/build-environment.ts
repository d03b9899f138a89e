import { rm } from "node:fs/promises";
import { DiagnosticError } from "../../diagnostics/diagnostic.ts";
import type { Config } from "../../project/config/config.ts";
import type { LockedPackage } from "../../project/lock/lock.ts";
import { cannotWrite } from "../../system/files/file-errors.ts";
import { pythonOf } from "../folder/environment-folder.ts";
import { removeStamp } from "../folder/stamp.ts";
import { renderRequirements } from "../packages/requirements-text.ts";
import { buildArguments } from "../packages/source-builds.ts";
import type { Interpreter } from "../python/interpreter.ts";
import { explainUvFailure } from "./explain-uv-failure.ts";
import { torchArgumentsOf } from "./torch-backend.ts";
import { runUv, type Uv, type Work } from "./uv.ts";

/** Replaces the folder with an empty environment. */
export async function makeEnvironment(
  uv: Uv,
  config: Config,
  interpreter: Interpreter,
  environment: string,
  work: Work,
): Promise<void> {
  work.progress.step(`Creating the environment with Python ${interpreter.version}`);
  try {
    await rm(environment, { recursive: true, force: true });
  } catch (error) {
    throw cannotWrite(environment, error);
  }
  const args = ["venv", "--no-project", "--quiet", "--python", interpreter.path, environment];
  const { ok, stderr } = await runUv(uv, args, work);
  if (!ok) throw new DiagnosticError(explainUvFailure(stderr, config.libraries, "venv"));
}

/** Makes the environment contain exactly the packages, each checked against a hash of the lock. */
export async function installPackages(
  uv: Uv,
  config: Config,
  packages: readonly LockedPackage[],
  environment: string,
  work: Work,
): Promise<void> {
  work.progress.step(`Installing ${new Set(packages.map(({ name }) => name)).size} packages`);
  await removeStamp(environment);
  const flags = "--require-hashes --strict".split(" ");
  const args = [
    "pip",
    "sync",
    ...flags,
    ...buildArguments(config),
    ...torchArgumentsOf(packages, uv),
    "--python",
    pythonOf(environment),
    "-",
  ];
  const input = renderRequirements(packages, { hashes: true });
  const { ok, stderr } = await runUv(uv, args, { ...work, input });
  if (!ok) throw new DiagnosticError(explainUvFailure(stderr, config.libraries, "install"));
}
