import { type Diagnostic, diagnostic } from "../../diagnostics/diagnostic.ts";
import type { Library } from "../../project/config/config.ts";
import { normalizeDistribution } from "../../project/config/python-names.ts";
import { versionSatisfies } from "../../project/config/python-requirement.ts";
import type { LockedPackage } from "../../project/lock/lock.ts";
import { requirementOf, workerRequirements } from "../packages/requirements.ts";

type Installed = readonly Pick<LockedPackage, "name" | "version">[];

/**
 * One SB3015 for what the configuration requires and an existing environment does not have. A library without a range
 * may be there without being a distribution of that name: whether it is, importing it tells. Pure.
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
    const has = versionIn(installed, distribution);
    if (has === undefined) return [`${requirement} (not installed)`];
    return versionSatisfies(has, version) ? [] : [`${requirement} (${has} is installed)`];
  });
  if (lacking.length === 0) return [];
  const message = `The existing environment ${JSON.stringify(setting)} does not meet the requirements: ${lacking.join(", ")}.`;
  const fix = "Install it with the environment's own tool, or correct the range in the configuration.";
  return [diagnostic("SB3015", message, { fix })];
}

/** The part of the worker's own requirements that an environment does not meet; one that it contradicts is told. */
export function missingWorkerRequirements(
  setting: string,
  installed: Installed,
): readonly string[] | Diagnostic {
  const needs: string[] = [];
  for (const requirement of workerRequirements) {
    const [, name = "", range = ""] = /^([\w-]+)(.*)$/.exec(requirement) ?? [];
    const has = versionIn(installed, name);
    if (has === undefined) needs.push(requirement);
    else if (!versionSatisfies(has, range)) {
      const message = `The existing environment ${JSON.stringify(setting)} has ${name} ${has}, but snakebridge's worker needs ${requirement}.`;
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
