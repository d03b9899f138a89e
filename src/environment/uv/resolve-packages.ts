import { readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { type Diagnostic, DiagnosticError, diagnostic } from "../../diagnostics/diagnostic.ts";
import type { Config } from "../../project/config/config.ts";
import { compareReleases, lowestPython, minorOf, narrowed } from "../../project/config/python-requirement.ts";
import { uploadCutoff } from "../../project/config/upload-cutoff.ts";
import type { LockedEnvironment, LockedPackage } from "../../project/lock/lock.ts";
import { requirementsOf } from "../packages/requirements.ts";
import { parseResolution, renderRequirements } from "../packages/requirements-text.ts";
import { buildArguments } from "../packages/source-builds.ts";
import { distributionsToUpgrade, type Upgrade } from "../packages/upgrade.ts";
import type { Interpreter } from "../python/interpreter.ts";
import { explainUvFailure } from "./explain-uv-failure.ts";
import { firstTorchUv, isTooOldForTorch, torchArguments } from "./torch-backend.ts";
import { runUv, type Uv, type Work } from "./uv.ts";

/** The part of the lock that a resolution decides. */
export type Resolution = Pick<
  LockedEnvironment,
  "python" | "requirements" | "excludeNewer" | "accelerator" | "builds" | "resolvedFor" | "packages"
>;

const tooOld = /requested Python version \(>=?\S+\) does not satisfy/;

/** Whether a locked resolution matches the configuration. Pure. */
export function isResolved(config: Config, locked: LockedEnvironment): boolean {
  const { requirement, version } = locked.python;
  return (
    locked.unmanaged !== true &&
    (requirement === config.python || requirement === narrowed(config.python, version)) &&
    config.excludeNewer === locked.excludeNewer &&
    config.accelerator === locked.accelerator &&
    config.allow.builds.join("\n") === (locked.builds ?? []).join("\n") &&
    requirementsOf(config.libraries).join("\n") === locked.requirements.join("\n")
  );
}

/**
 * Resolves versions and hashes for every platform and every Python that the configuration allows. If no versions exist
 * for the oldest Pythons, the resolution begins at the Python in use. Locked versions that still match are kept, except
 * those to upgrade: adding a library upgrades no other.
 */
export async function resolvePackages(
  uv: Uv,
  config: Config,
  interpreter: Interpreter,
  before: LockedEnvironment | undefined,
  { upgrade, ...work }: Work & { readonly upgrade?: Upgrade | undefined },
): Promise<Resolution> {
  const requirements = requirementsOf(config.libraries);
  work.progress.step(`Resolving ${requirements.length} packages`);
  const preferences = packagesToKeep(config, before, upgrade);
  const { excludeNewer, accelerator } = config;
  const cutoff = excludeNewer === undefined ? undefined : uploadCutoff(excludeNewer);
  const choice = [
    ...(cutoff === undefined ? [] : ["--exclude-newer", cutoff]),
    ...torchArguments(accelerator, uv),
    ...buildArguments(config),
  ];
  if (isTooOldForTorch(accelerator, uv))
    work.progress.note(`uv ${uv.version} cannot choose builds of torch: ${firstTorchUv} and newer can`);
  const lowest = lowestPython(config.python);
  const minor = minorOf(interpreter.version);
  let requirement = config.python;
  let outcome = await compileRequirements(uv, requirements, preferences, interpreter, lowest, {
    ...work,
    choice,
  });
  if (!outcome.ok && tooOld.test(outcome.errorOutput) && compareReleases(lowest, minor) < 0) {
    work.progress.note(`the libraries need a newer Python than ${lowest}: resolving for ${minor} and newer`);
    requirement = narrowed(config.python, interpreter.version);
    outcome = await compileRequirements(uv, requirements, preferences, interpreter, minor, {
      ...work,
      choice,
    });
  }
  if (!outcome.ok) throw new DiagnosticError(explainResolution(outcome.errorOutput, config));
  const python = { requirement, version: interpreter.version };
  return {
    python,
    requirements,
    ...(excludeNewer === undefined ? {} : { excludeNewer }),
    ...(accelerator === undefined ? {} : { accelerator }),
    ...(config.allow.builds.length === 0 ? {} : { builds: config.allow.builds }),
    packages: outcome.packages,
  };
}

/** Returns the locked packages whose versions stay if they still match. */
export function packagesToKeep(
  config: Config,
  before: LockedEnvironment | undefined,
  upgrade: Upgrade | undefined,
): readonly LockedPackage[] {
  const locked = before?.packages ?? [];
  const upgraded = upgrade && distributionsToUpgrade(upgrade, config, locked);
  return before?.unmanaged ? [] : locked.filter(({ name }) => !upgraded?.has(name));
}

/** Explains a failure, and adds `excludeNewer` as a possible cause, which uv does not always report. */
function explainResolution(errorOutput: string, { libraries, excludeNewer }: Config): Diagnostic {
  const finding = explainUvFailure(errorOutput, libraries, "resolve");
  if (excludeNewer === undefined || !["SB3004", "SB3005", "SB3006"].includes(finding.code)) return finding;
  const message = `${finding.message} Versions uploaded after ${excludeNewer} are excluded by the configuration.`;
  return { ...finding, message };
}

type Outcome =
  | { readonly ok: true; readonly packages: readonly LockedPackage[] }
  | { readonly ok: false; readonly errorOutput: string };

/** Resolves requirements with all their dependencies, for every platform, with hashes. */
export async function compileRequirements(
  uv: Uv,
  requirements: readonly string[],
  preferences: readonly LockedPackage[],
  interpreter: Interpreter,
  lowest: string,
  { choice, ...work }: Work & { readonly choice: readonly string[] },
): Promise<Outcome> {
  // uv prefers the versions in its output file. They are written without hashes, so that uv fetches the hashes again.
  const output = join(work.cwd, "resolution.txt");
  await rm(output, { force: true });
  if (preferences.length > 0) await writeFile(output, renderRequirements(preferences, { hashes: false }));
  const flags = "--universal --generate-hashes --no-annotate --no-header --no-python-downloads".split(" ");
  const target = ["--python", interpreter.path, "--python-version", lowest, "--output-file", output];
  const input = `${requirements.join("\n")}\n`;
  const { ok, stderr } = await runUv(uv, ["pip", "compile", ...flags, ...choice, ...target, "-"], {
    ...work,
    input,
  });
  if (!ok) return { ok, errorOutput: stderr };
  const text = await readFile(output, "utf8");
  try {
    return { ok, packages: parseResolution(text) };
  } catch (error) {
    const message = `uv returned a resolution that cannot be locked: ${(error as Error).message}`;
    throw new DiagnosticError(
      diagnostic("SB3009", message, { fix: "Require only packages from a package index." }),
    );
  }
}
