import { type Diagnostic, diagnostic } from "../../diagnostics/diagnostic.ts";
import type { Library } from "../../project/config/config.ts";
import { distributionOf, importNameOf, isKnownImportName } from "../../project/config/known-libraries.ts";
import { normalizeDistribution } from "../../project/config/python-names.ts";
import { requirementOf, workerRequirements } from "../packages/requirements.ts";
import { explainConflict } from "./explain-conflict.ts";

/** The task that uv was run for. */
export type UvTask = "resolve" | "install" | "venv";

/** Recognizes one kind of failure in uv's output and explains it. The first explanation that matches is used. */
type Explanation = (output: string, libraries: readonly Library[], task: UvTask) => Diagnostic | undefined;

/** Turns uv's error output into a finding, with the output as its detail. */
export function explainUvFailure(stderr: string, libraries: readonly Library[], task: UvTask): Diagnostic {
  // uv wraps lines, and older versions draw a tree around them.
  const output = stderr.replace(/[×│├╰─▶]+/g, " ").replace(/\s+/g, " ");
  for (const explanation of explanations) {
    const finding = explanation(output, libraries, task);
    if (finding) return { ...finding, detail: stderr.trim() };
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

const hashMismatch: Explanation = (output) => {
  const name = /Hash mismatch for `([^`]+)`/.exec(output)?.[1];
  if (!name) return undefined;
  return diagnostic("SB3008", `The hash of the downloaded ${name} does not match snakebridge.lock.`, {
    fix: "Find out why. If the new file is right, delete snakebridge.lock and run: npx snakebridge generate",
  });
};

const offline: Explanation = (output, libraries) => {
  if (!/network was disabled|Network connectivity is disabled|was not found in the cache/i.test(output))
    return undefined;
  const name = /Because (\S+?)(?:==\S+)? was not found in the cache/.exec(output)?.[1];
  const subject = name ? `${name}${forLibraries(name, libraries)}` : "A required file";
  return diagnostic("SB3007", `${subject} is not in uv's cache, and this run is offline.`, {
    fix: "Run it once without --offline: npx snakebridge generate",
  });
};

const accessDenied: Explanation = (output) => {
  const status = /\b(401 Unauthorized|403 Forbidden|407 Proxy Authentication Required)/i.exec(output)?.[1];
  if (!status) return undefined;
  return diagnostic("SB3007", `The package index denied access (${status}).`, {
    fix: "Give uv the credentials, e.g. in UV_INDEX_<NAME>_USERNAME and UV_INDEX_<NAME>_PASSWORD.",
  });
};

const unreachable: Explanation = (output) => {
  const pattern =
    /error sending request|dns error|client error \(Connect\)|Failed to fetch|Request failed after|timed? ?out/i;
  if (!pattern.test(output)) return undefined;
  const reason = /(Connection refused|failed to lookup address|certificate[^.]*|timed? ?out)/i.exec(
    output,
  )?.[1];
  return diagnostic("SB3007", `The package index cannot be reached${reason ? ` (${reason})` : ""}.`, {
    fix: "Check the network, and HTTPS_PROXY, UV_DEFAULT_INDEX and SSL_CERT_FILE if you need them; then run the command again.",
  });
};

const unknownDistribution: Explanation = (output, libraries) => {
  const plain = /([\w.-]+)(?:\[[^\]]*\])? was not found in the package registry/.exec(output)?.[1];
  // For a requirement with extras, uv reports that only its complement exists.
  const withExtras = /only ([\w.-]+)\[[^\]]*\]<([^=\s]\S*) is available and you require \S+?>=\2[ ,]/.exec(
    output,
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

const needsBuild: Explanation = (output, libraries) => {
  const match = /`([\w.-]+)` because building from source is disabled/.exec(output);
  const name = match?.[1];
  if (!name || /requested Python version/.test(output)) return undefined;
  // When requirements conflict, uv also mentions versions without wheels that it tried.
  if (requiredNames(output).length > 1) return undefined;
  const message = `${name}${forLibraries(name, libraries)} has no compatible wheel, and builds from source are not allowed: a build runs code that no hash covers.`;
  return diagnostic("SB3013", message, {
    fix: `Allow a version of ${name} that has wheels, or another Python; or allow the build: "allow": { "builds": ["${name}"] }.`,
  });
};

const pythonTooOld: Explanation = (output) => {
  const match =
    /requested Python version \((\S+)\) does not satisfy (Python\S+) and (\S+?)([<>=!~]\S*)? depends on/.exec(
      output,
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

const noSolution: Explanation = (output, libraries) => {
  if (!output.includes("No solution found") && !output.includes("requirements are unsatisfiable"))
    return undefined;
  const names = requiredNames(output);
  const name = names[0];
  const involved = [...libraries.flatMap((one) => requirementOf(one) ?? []), ...workerRequirements].filter(
    (requirement) => names.some((one) => requirement.replace(/[^\w.-].*/, "") === one),
  );
  if (name && names.length === 1 && new Set(involved).size <= 1 && !/ depends? on /.test(output)) {
    const available = /only (\S+(?:\[\S*\])?[<>=]\S*) is available/.exec(output)?.[1];
    const range = involved[0] ?? name;
    return diagnostic(
      "SB3005",
      `No version satisfies ${range}${forLibraries(name, libraries)}${available ? `; there is only ${available}` : ""}.`,
      {
        fix: "Correct the version range in the configuration.",
      },
    );
  }
  return explainConflict(output, libraries);
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

/** Returns the distributions whose requirements uv names first as the cause, without duplicates. */
function requiredNames(output: string): readonly string[] {
  const required =
    output.match(/you require .*?(?=,? we can conclude|, which are incompatible|$)/)?.[0] ?? "";
  return [...new Set(required.match(/(?<=require |and )[A-Za-z0-9][\w.-]*/g) ?? [])];
}

/** Returns the configured libraries that require a distribution. */
function libraryNamesOf(distribution: string, libraries: readonly Library[]): string[] {
  const name = normalizeDistribution(distribution);
  return libraries
    .filter((one) => one.distribution && normalizeDistribution(one.distribution) === name)
    .map((one) => one.name);
}

/** Returns ` (for the library "yaml")` if the user wrote another name than uv reports. */
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
