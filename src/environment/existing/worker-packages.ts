import { rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { DiagnosticError } from "../../diagnostics/diagnostic.ts";
import type { Config } from "../../project/config/config.ts";
import { minorOf } from "../../project/config/python-requirement.ts";
import type { LockedPackage } from "../../project/lock/lock.ts";
import { writeFileAtomically } from "../../system/files/atomic-write.ts";
import { readTextIfExists } from "../../system/files/read-text.ts";
import { renderRequirements } from "../packages/requirements-text.ts";
import type { Interpreter } from "../python/interpreter.ts";
import { explainUvFailure } from "../uv/explain-uv-failure.ts";
import { compileRequirements } from "../uv/resolve-packages.ts";
import { runUv, type Uv, type Work } from "../uv/uv.ts";

/*
 * Packages that a worker needs and the environment lacks are installed into our own folder. It follows the environment's
 * folders on Python's path, so it hides none of their modules.
 */

const stampName = "snakebridge.json";

/** Whether the folder holds exactly these packages, for this Python. Starts no process. */
export async function hasWorkerPackages(
  folder: string,
  packages: readonly LockedPackage[],
  { tags }: Pick<Interpreter, "tags">,
): Promise<boolean> {
  return (await readTextIfExists(join(folder, stampName))) === stampOf(packages, tags);
}

/** Resolves versions that are compatible with the environment's packages. */
export async function resolveWorkerPackages(
  uv: Uv,
  needs: readonly string[],
  installed: readonly LockedPackage[],
  interpreter: Interpreter,
  work: Work,
): Promise<readonly LockedPackage[]> {
  const constraints = join(work.cwd, "constraints.txt");
  await writeFile(constraints, renderRequirements(installed, { hashes: false }));
  const choice = ["--no-build", "--constraints", constraints];
  const minor = minorOf(interpreter.version);
  const outcome = await compileRequirements(uv, needs, [], interpreter, minor, { ...work, choice });
  if (!outcome.ok) throw new DiagnosticError(explainUvFailure(outcome.errorOutput, [], "resolve"));
  const present = new Set(installed.map(({ name }) => name));
  return outcome.packages.filter(({ name }) => !present.has(name));
}

/** Installs the packages into the folder, each checked against a hash. */
export async function installWorkerPackages(
  uv: Uv,
  config: Config,
  packages: readonly LockedPackage[],
  folder: string,
  interpreter: Interpreter,
  work: Work,
): Promise<void> {
  work.progress.step("Installing the worker's packages beside the environment");
  await rm(folder, { recursive: true, force: true });
  const flags = ["--require-hashes", "--no-build", "--target", folder, "--python", interpreter.path];
  const input = renderRequirements(packages, { hashes: true });
  const { ok, stderr } = await runUv(uv, ["pip", "sync", ...flags, "-"], { ...work, input });
  if (!ok) throw new DiagnosticError(explainUvFailure(stderr, config.libraries, "install"));
  await writeFileAtomically(join(folder, stampName), stampOf(packages, interpreter.tags));
}

function stampOf(packages: readonly LockedPackage[], tags: string): string {
  return `${JSON.stringify({ format: 1, tags, packages: renderRequirements(packages, { hashes: true }) })}\n`;
}
