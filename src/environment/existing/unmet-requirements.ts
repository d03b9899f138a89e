import { type Diagnostic, diagnostic } from "../../diagnostics/diagnostic.ts";
import type { Library } from "../../project/config/config.ts";
import { normalizeDistribution } from "../../project/config/python-names.ts";
import { versionSatisfies } from "../../project/config/python-requirement.ts";
import type { LockedPackage } from "../../project/lock/lock.ts";
import { requirementOf, workerRequirements } from "../packages/requirements.ts";

type Installed = readonly Pick<LockedPackage, "name" | "version">[];

/**
 * Returns one SB3015 for all requirements of the configuration that an existing environment does not meet. A library
 * without a range may be installed without metadata, so only importing it shows whether it exists. Pure.
 */
export function unmetRequirements(
  setting: string,
  libraries: readonly Library[],
  installed: Installed,
): readonly Diagnostic[] {
  const lacking = libraries.flatMap((library) => {
    const { distribution, version } = library;
    if (distribution === undefined || version === undefined) return [];
    const requirement = requirementOf(library)!;
    const present = versionIn(installed, distribution);
    if (present === undefined) return [`${requirement} (not installed)`];
    return versionSatisfies(present, version) ? [] : [`${requirement} (${present} is installed)`];
  });
  if (lacking.length === 0) return [];
  const message = `The existing environment ${JSON.stringify(setting)} does not meet the requirements: ${lacking.join(", ")}.`;
  const fix = "Install it with the environment's own tool, or correct the range in the configuration.";
  return [diagnostic("SB3015", message, { fix })];
}

/** Returns the worker's requirements that an environment lacks, or SB3015 if it has a conflicting version of one. */
export function missingWorkerRequirements(
  setting: string,
  installed: Installed,
): readonly string[] | Diagnostic {
  const needs: string[] = [];
  for (const requirement of workerRequirements) {
    const [, name = "", range = ""] = /^([\w-]+)(.*)$/.exec(requirement) ?? [];
    const present = versionIn(installed, name);
    if (present === undefined) needs.push(requirement);
    else if (!versionSatisfies(present, range)) {
      const message = `The existing environment ${JSON.stringify(setting)} has ${name} ${present}, but snakebridge's worker needs ${requirement}.`;
      return diagnostic("SB3015", message, {
        fix: `Install ${requirement} in that environment, or remove ${name} from it.`,
      });
    }
  }
  return needs;
}

function versionIn(installed: Installed, distribution: string): string | undefined {
  const name = normalizeDistribution(distribution);
  return installed.find((each) => each.name === name)?.version;
}
