import { type Diagnostic, diagnostic } from "../../diagnostics/diagnostic.ts";
import { didYouMean, suggest } from "../../diagnostics/suggest.ts";
import type { Config } from "../../project/config/config.ts";
import { environmentsOf } from "../../project/config/environments.ts";
import { defaultEnvironment } from "../../shared/environment-record.ts";
import type { Use } from "../scan/use.ts";
import { libraryOf } from "./demands.ts";

export interface UsesByEnvironment {
  readonly usesOf: (environment: Config) => readonly Use[];
  /** Uses that could mean several environments, or name one that is not there. */
  readonly diagnostics: readonly Diagnostic[];
}

/** Gives each use to the environment that it means: the one it names, else the one that has the library. */
export function usesByEnvironment(uses: readonly Use[], config: Config): UsesByEnvironment {
  const environments = environmentsOf(config);
  const divided = new Map<Config, Use[]>(environments.map((each) => [each, []]));
  const diagnostics: Diagnostic[] = [];
  for (const use of uses) {
    const found = environmentOf(use, config);
    if (found === undefined) diagnostics.push(unknownEnvironment(use, config.environments));
    else if ("length" in found) diagnostics.push(notClear(use, found));
    else divided.get(found)!.push(use);
  }
  return { usesOf: (environment) => divided.get(environment) ?? [], diagnostics };
}

/** The environment that a name means; several where it is not clear, none where it names one that is not there. */
export function environmentOf(
  { module, environment }: Pick<Use, "module" | "environment">,
  config: Config,
): Config | readonly Config[] | undefined {
  if (environment === undefined) return ownerOf(module, environmentsOf(config));
  return config.environments.find((each) => each.environment === environment);
}

/**
 * The environment that a module means which names none: the default one if it has the library, else the only one that has
 * it, else all that have it. What nobody has is the first one's, to be reported there.
 */
export function ownerOf(module: string, environments: readonly Config[]): Config | readonly Config[] {
  const having = environments.filter((each) => libraryOf(module, each) !== undefined);
  const unnamed = having.find(({ environment }) => environment === defaultEnvironment);
  return having.length > 1 && unnamed === undefined ? having : (unnamed ?? having[0] ?? environments[0]!);
}

/** Whether a module that no environment is named with is this one's; where it is not clear, it is the first one's. */
export function isOwner(environment: Config, module: string, config: Config): boolean {
  const owner = ownerOf(module, environmentsOf(config));
  return environment === ("length" in owner ? owner[0] : owner);
}

function notClear({ module, location }: Use, environments: readonly Config[]): Diagnostic {
  const names = environments.map(({ environment }) => JSON.stringify(environment)).join(", ");
  const ways = environments.map(({ environment }) => `"#py/@${environment}/${module.replaceAll(".", "/")}"`);
  return diagnostic("SB1012", `"${module}" is in several environments: ${names}. Which one is meant?`, {
    location,
    fix: `Import from ${ways.join(" or ")}.`,
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
