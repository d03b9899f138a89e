import { type Diagnostic, diagnostic } from "../../diagnostics/diagnostic.ts";
import type { Library } from "../../project/config/config.ts";
import { distributionOf } from "../../project/config/known-libraries.ts";
import { normalizeDistribution } from "../../project/config/python-names.ts";
import { requirementOf, workerRequirements } from "../packages/requirements.ts";

/** Returns SB3006 from uv's output: which requirements conflict, why, and how to split their libraries. */
export function explainConflict(output: string, libraries: readonly Library[]): Diagnostic {
  const names = requiredNames(output);
  const involved = names.flatMap((name) => libraries.filter((each) => isDistributionOf(each, name)));
  const worker = workerRequirements.filter((each) => names.some((name) => isRequirementOf(each, name)));
  const requirements = [...new Set([...involved.map(requirementOf), ...worker])];
  const list = requirements.length > 0 ? `: ${requirements.join(", ")}` : "";
  const reasons = reasonsIn(output);
  const because = reasons.length > 0 ? ` (${reasons.join("; ")})` : "";
  const widen = "Widen the version range of one of them in the configuration";
  const movable =
    new Set(involved.map(({ distribution }) => distribution)).size > 1 ? involved.at(-1) : undefined;
  return diagnostic("SB3006", `The requirements conflict${list}${because}.`, {
    fix: movable
      ? `${widen}, or move one to another environment: instead of under "libraries", write environments: { other: { libraries: { ${libraryText(movable)} } } }. Its imports stay the same.`
      : `${widen}.`,
  });
}

/** Returns the distributions that uv names as required, in its order. */
function requiredNames(output: string): readonly string[] {
  const phrases = output.match(/you require .*?(?=,? we can conclude|, which are incompatible|$)/g) ?? [];
  const names = phrases.flatMap((phrase) => phrase.match(/(?<=require |and )[A-Za-z0-9][\w.-]*/g) ?? []);
  return [...new Set(names)];
}

/** Returns uv's reasons about single packages: `"requests==2.25.1 depends on urllib3>=1.21.1,<1.27"`. */
function reasonsIn(output: string): readonly string[] {
  const reasons = output.match(/[\w.-]+[<>=!~]\S* depends on [\w.-]+(?:\[\S*?\])?[<>=!~][^\s{]*/g) ?? [];
  return [...new Set(reasons.map((each) => each.replace(/,$/, "")))].slice(0, 4);
}

function isDistributionOf({ distribution }: Library, name: string): boolean {
  return distribution !== undefined && normalizeDistribution(distribution) === normalizeDistribution(name);
}

function isRequirementOf(requirement: string, name: string): boolean {
  return requirement.replace(/[^\w.-].*/, "") === name;
}

/** Prints a library as a property of a configuration. */
function libraryText({ name, distribution, version, extras }: Library): string {
  const key = /^[A-Za-z_$][\w$]*$/.test(name) ? name : JSON.stringify(name);
  const isKnown =
    distribution !== undefined &&
    normalizeDistribution(distributionOf(name)) === normalizeDistribution(distribution);
  const parts = [
    ...(isKnown ? [] : [`distribution: ${JSON.stringify(distribution)}`]),
    ...(version === undefined ? [] : [`version: ${JSON.stringify(version)}`]),
    ...(extras.length === 0 ? [] : [`extras: ${JSON.stringify(extras)}`]),
  ];
  const isPlain = isKnown && extras.length === 0;
  return `${key}: ${isPlain ? JSON.stringify(version ?? "*") : `{ ${parts.join(", ")} }`}`;
}
