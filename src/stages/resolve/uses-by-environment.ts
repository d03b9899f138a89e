import { type Diagnostic, diagnostic } from "../../diagnostics/diagnostic.ts";
import { didYouMean, suggest } from "../../diagnostics/suggest.ts";
import type { Config } from "../../project/config/config.ts";
import { environmentsOf } from "../../project/config/environments.ts";
import { defaultEnvironment } from "../../shared/environment-record.ts";
import type { Use } from "../scan/use.ts";
import { libraryOf } from "./demands.ts";

export interface UsesByEnvironment {
  readonly usesOf: (environment: Config) => readonly Use[];
  /** Uses that are ambiguous between environments, or name a missing one. */
  readonly diagnostics: readonly Diagnostic[];
}

/** Assigns each use to the environment that it names. A use that names none belongs to an environment with the library. */
export function usesByEnvironment(uses: readonly Use[], config: Config): UsesByEnvironment {
  const environments = environmentsOf(config);
  const grouped = new Map<Config, Use[]>(environments.map((each) => [each, []]));
  const diagnostics: Diagnostic[] = [];
  for (const use of uses) {
    const owner = environmentOf(use, config);
    if (owner === undefined) diagnostics.push(unknownEnvironment(use, config.environments));
    else if ("length" in owner) diagnostics.push(ambiguousEnvironment(use, owner));
    else grouped.get(owner)!.push(use);
  }
  return { usesOf: (environment) => grouped.get(environment) ?? [], diagnostics };
}

/** Returns the environment of a name. Returns several if it is ambiguous, `undefined` if it names a missing one. */
export function environmentOf(
  { module, environment }: Pick<Use, "module" | "environment">,
  config: Config,
): Config | readonly Config[] | undefined {
  if (environment === undefined) return ownerOf(module, environmentsOf(config));
  return config.environments.find((each) => each.environment === environment);
}

/**
 * Returns the environment of a use that names none. Of the environments that have the library, this is the default
 * one, or the only one; otherwise the function returns all of them. If none has it, returns the first, where the
 * library is reported.
 */
export function ownerOf(module: string, environments: readonly Config[]): Config | readonly Config[] {
  const candidates = environments.filter((each) => libraryOf(module, each) !== undefined);
  const unnamed = candidates.find(({ environment }) => environment === defaultEnvironment);
  return candidates.length > 1 && unnamed === undefined
    ? candidates
    : (unnamed ?? candidates[0] ?? environments[0]!);
}

/** Whether an environment owns a module that names no environment. An ambiguous module belongs to the first. */
export function isOwner(environment: Config, module: string, config: Config): boolean {
  const owner = ownerOf(module, environmentsOf(config));
  return environment === ("length" in owner ? owner[0] : owner);
}

function ambiguousEnvironment({ module, location }: Use, environments: readonly Config[]): Diagnostic {
  const names = environments.map(({ environment }) => JSON.stringify(environment)).join(", ");
  const specifiers = environments.map(
    ({ environment }) => `"#py/@${environment}/${module.replaceAll(".", "/")}"`,
  );
  return diagnostic("SB1012", `"${module}" is in several environments: ${names}.`, {
    location,
    fix: `Import from ${specifiers.join(" or ")}.`,
  });
}

function unknownEnvironment(
  { environment = "", location }: Use,
  environments: readonly Config[],
): Diagnostic {
  const near = suggest(
    environment,
    environments.map((each) => each.environment),
  );
  return diagnostic("SB1012", `There is no environment "${environment}".${didYouMean(near)}`, {
    location,
    fix: `Add it to "environments" in the configuration.`,
  });
}
