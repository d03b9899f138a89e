import { type Diagnostic, diagnostic } from "../../diagnostics/diagnostic.ts";
import type { Library } from "../../project/config/config.ts";
import { distributionOf, importNameOf, isKnownImportName } from "../../project/config/known-libraries.ts";
import { normalizeDistribution } from "../../project/config/python-names.ts";
import { requirementOf, workerRequirements } from "../packages/requirements.ts";
import { explainConflict } from "./explain-conflict.ts";

/** What uv was doing. */
export type UvTask = "resolve" | "install" | "venv";

/** One kind of failure: how uv says it, and what it means. The first that fits is told. */
type Explanation = (said: string, libraries: readonly Library[], task: UvTask) => Diagnostic | undefined;

/** Turns what uv said when it failed into a finding; uv's own words are its detail. */
export function explainUvFailure(stderr: string, libraries: readonly Library[], task: UvTask): Diagnostic {
  // Lines are wrapped, and older versions draw a tree around them.
  const said = stderr.replace(/[×│├╰─▶]+/g, " ").replace(/\s+/g, " ");
  for (const explanation of explanations) {
    const found = explanation(said, libraries, task);
    if (found) return { ...found, detail: stderr.trim() };
  }
  return diagnostic("SB3009", `uv failed to ${purposes[task]}.`, {
    detail: stderr.trim(),
    fix: "Read uv's output below.",
  });
}

const purposes: Readonly<Record<UvTask, string>> = {
  resolve: "resolve the package versions",
  install: "install the packages",
  venv: "create the environment",
};

const hashMismatch: Explanation = (said) => {
  const name = /Hash mismatch for `([^`]+)`/.exec(said)?.[1];
  if (!name) return undefined;
  return diagnostic("SB3008", `The hash of the downloaded ${name} does not match snakebridge.lock.`, {
    fix: "Find out why. If the new file is right, delete snakebridge.lock and run: npx snakebridge generate",
  });
};

const offline: Explanation = (said, libraries) => {
  if (!/network was disabled|Network connectivity is disabled|was not found in the cache/i.test(said))
    return undefined;
  const name = /Because (\S+?)(?:==\S+)? was not found in the cache/.exec(said)?.[1];
  const what = name ? `${name}${forLibraries(name, libraries)}` : "A required file";
  return diagnostic("SB3007", `${what} is not in uv's cache, and this run is offline.`, {
    fix: "Run it once without --offline: npx snakebridge generate",
  });
};

const accessDenied: Explanation = (said) => {
  const status = /\b(401 Unauthorized|403 Forbidden|407 Proxy Authentication Required)/i.exec(said)?.[1];
  if (!status) return undefined;
  return diagnostic("SB3007", `The package index denied access (${status}).`, {
    fix: "Give uv the credentials, e.g. in UV_INDEX_<NAME>_USERNAME and UV_INDEX_<NAME>_PASSWORD.",
  });
};

const unreachable: Explanation = (said) => {
  const pattern =
    /error sending request|dns error|client error \(Connect\)|Failed to fetch|Request failed after|timed? ?out/i;
  if (!pattern.test(said)) return undefined;
  const reason = /(Connection refused|failed to lookup address|certificate[^.]*|timed? ?out)/i.exec(
    said,
  )?.[1];
  return diagnostic("SB3007", `The package index cannot be reached${reason ? ` (${reason})` : ""}.`, {
    fix: "Check the network, and HTTPS_PROXY, UV_DEFAULT_INDEX and SSL_CERT_FILE if you need them; then run the command again.",
  });
};

const unknownDistribution: Explanation = (said, libraries) => {
  const plain = /([\w.-]+)(?:\[[^\]]*\])? was not found in the package registry/.exec(said)?.[1];
  // For a requirement with extras uv says that only its complement exists.
  const withExtras = /only ([\w.-]+)\[[^\]]*\]<([^=\s]\S*) is available and you require \S+?>=\2[ ,]/.exec(
    said,
  )?.[1];
  const name = plain ?? withExtras;
  if (!name) return undefined;
  const libraryNames = libraryNamesOf(name, libraries);
  const [library] = libraryNames;
  if (library === undefined)
    return diagnostic("SB3004", `There is no distribution called "${name}", which another package needs.`, {
      fix: "Require another version of the package that needs it; uv's output below names it.",
    });
  return diagnostic("SB3004", `There is no distribution called "${name}"${forLibraries(name, libraries)}.`, {
    fix: distributionFix(library, name),
  });
};

const needsBuild: Explanation = (said, libraries) => {
  const match = /`([\w.-]+)` because building from source is disabled/.exec(said);
  const name = match?.[1];
  if (!name || /requested Python version/.test(said)) return undefined;
  // Where requirements contradict each other, uv also mentions a version without wheels that it met on the way.
  if (requiredNames(said).length > 1) return undefined;
  const message = `${name}${forLibraries(name, libraries)} has no compatible wheel, and builds from source are not allowed: a build runs code that no hash covers.`;
  return diagnostic("SB3013", message, {
    fix: `Allow a version of ${name} that has wheels, or another Python; or allow the build: "allow": { "builds": ["${name}"] }.`,
  });
};

const pythonTooOld: Explanation = (said) => {
  const match =
    /requested Python version \((\S+)\) does not satisfy (Python\S+) and (\S+?)([<>=!~]\S*)? depends on/.exec(
      said,
    );
  if (!match) return undefined;
  const [, requested, wanted, name] = match;
  return diagnostic(
    "SB3005",
    `No version of ${name} within the range runs on Python ${requested}: it needs ${wanted}.`,
    {
      fix: `Set "python" in the configuration to ${wanted?.replace("Python", "")}, or allow an older ${name}.`,
    },
  );
};

const noSolution: Explanation = (said, libraries) => {
  if (!said.includes("No solution found") && !said.includes("requirements are unsatisfiable"))
    return undefined;
  const names = requiredNames(said);
  const name = names[0];
  const involved = [...libraries.flatMap((one) => requirementOf(one) ?? []), ...workerRequirements].filter(
    (requirement) => names.some((one) => requirement.replace(/[^\w.-].*/, "") === one),
  );
  if (name && names.length === 1 && new Set(involved).size <= 1 && !/ depends? on /.test(said)) {
    const available = /only (\S+(?:\[\S*\])?[<>=]\S*) is available/.exec(said)?.[1];
    const range = involved[0] ?? name;
    return diagnostic(
      "SB3005",
      `No version satisfies ${range}${forLibraries(name, libraries)}${available ? `; there is only ${available}` : ""}.`,
      {
        fix: "Correct the version range in the configuration.",
      },
    );
  }
  return explainConflict(said, libraries);
};

const explanations: readonly Explanation[] = [
  hashMismatch,
  offline,
  accessDenied,
  unreachable,
  unknownDistribution,
  pythonTooOld,
  needsBuild,
  noSolution,
];

/** The distributions whose requirements uv blames first, without repeats. */
function requiredNames(said: string): readonly string[] {
  const required = said.match(/you require .*?(?=,? we can conclude|, which are incompatible|$)/)?.[0] ?? "";
  return [...new Set(required.match(/(?<=require |and )[A-Za-z0-9][\w.-]*/g) ?? [])];
}

/** The libraries of the configuration that a distribution was asked for. */
function libraryNamesOf(distribution: string, libraries: readonly Library[]): string[] {
  const name = normalizeDistribution(distribution);
  return libraries
    .filter((one) => one.distribution && normalizeDistribution(one.distribution) === name)
    .map((one) => one.name);
}

/** ` (for the library "yaml")`, where the user wrote another name than uv says. */
function forLibraries(distribution: string, libraries: readonly Library[]): string {
  const names = libraryNamesOf(distribution, libraries).filter((name) => name !== distribution);
  if (names.length === 0) return "";
  return ` (for the ${names.length === 1 ? "library" : "libraries"} ${names.map((name) => `"${name}"`).join(", ")})`;
}

function distributionFix(library: string, wanted: string): string {
  const known = distributionOf(library);
  if (isKnownImportName(library) && normalizeDistribution(known) !== normalizeDistribution(wanted))
    return `"${library}" is in the distribution "${known}": leave "distribution" out.`;
  const importName = importNameOf(wanted);
  if (importName) return `Configure the library under the name that Python code imports: "${importName}".`;
  if (library !== wanted) return `Correct "distribution" of the library "${library}" in the configuration.`;
  return `If the package that provides "${library}" has another name, set it: "${library}": { "distribution": "…" }.`;
}
