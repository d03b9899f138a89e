import { z } from "zod";
import { DiagnosticError, diagnostic } from "../../diagnostics/diagnostic.ts";
import type { Progress } from "../../diagnostics/progress.ts";
import { environmentPath } from "../../environment/folder/environment-folder.ts";
import {
  type InstalledDistribution,
  installedDistributions,
} from "../../environment/python/distribution-versions.ts";
import { libraryPage } from "../../environment/python/library-page.ts";
import { readyEnvironment } from "../../environment/ready-environment.ts";
import type { ImportFailure } from "../../facts/facts.ts";
import type { Config } from "../../project/config/config.ts";
import { environmentsOf } from "../../project/config/environments.ts";
import { normalizeDistribution } from "../../project/config/python-names.ts";
import { minorOf } from "../../project/config/python-requirement.ts";
import { isStdlibModule } from "../../project/config/stdlib-modules.ts";
import { generatorIdentity } from "../../project/lock/generator-identity.ts";
import { findTypeshed } from "../../stages/introspect/find-typeshed.ts";
import { type IntrospectOptions, runQueries } from "../../stages/introspect/introspect.ts";
import { classQuery } from "../../stages/resolve/class-query.ts";
import { loadMergedConfig } from "../project/load-project.ts";
import { type AnswerCache, answerCache } from "./answer-cache.ts";
import { type CatalogueItem, catalogue } from "./catalogue.ts";
import { combineReferences } from "./combine-references.ts";
import { type EntryAnswer, entryLine, entrySchema, modulesLine, type NameFacts, namesLine } from "./entry.ts";

/** The reference of a project's libraries: every name in them, generated or not. */
export interface Reference {
  /** Import names of the configured libraries. */
  readonly libraries: readonly string[];
  /** `"numpy 2.4.6"`, `"Python 3.11"`; `undefined` without a version. */
  readonly versionOf: (library: string) => string | undefined;
  /** Address of the library's documentation, if its metadata or Python's manual has one. */
  readonly pageOf: (library: string) => Promise<string | undefined>;
  /** Whether a class, by its Python name (`"pandas.core.frame:DataFrame"`), would be generated as a reachable class. */
  readonly isGenerated: (pythonName: string) => boolean;
  readonly entry: (name: string) => Promise<EntryAnswer>;
  /** Every public name of a library. */
  readonly catalogue: (library: string) => Promise<Catalogue>;
}

export interface Catalogue {
  readonly items: readonly CatalogueItem[];
  /** Modules that could not be imported. */
  readonly failures: readonly ImportFailure[];
}

interface ReferenceOptions {
  readonly cwd: string;
  readonly config?: string;
  readonly progress: Progress;
}

/**
 * Opens the reference of the project that contains a folder. Answers are cached by the library's version.
 *
 * @throws DiagnosticError SB2xxx for the configuration, SB3010 when there is no environment yet
 */
export async function openReference({ progress, ...place }: ReferenceOptions): Promise<Reference> {
  const config = await loadMergedConfig(place);
  const parts = environmentsOf(config).map(async (each) => ({
    config: each,
    reference: await openEnvironment(each, progress),
  }));
  return combineReferences(await Promise.all(parts), config);
}

async function openEnvironment(config: Config, progress: Progress): Promise<Reference> {
  const environment = await readyEnvironment(config);
  if (!environment) {
    const message = `The environment in ${config.existing ?? environmentPath(config)} is missing or incomplete.`;
    throw new DiagnosticError(diagnostic("SB3010", message));
  }
  const { python, existing } = environment;
  const installed = await installedDistributions(environment);
  const typeshed = findTypeshed(config.root);
  const options = { progress, typeshed: typeshed?.folder, bytecode: existing?.bytecode };
  const versionOf = (library: string): string | undefined =>
    distributionLabel(distributionOf(library, config, installed)) ??
    (isStdlibModule(library) ? `Python ${minorOf(environment.version)}` : undefined);
  const cacheOf = (library: string): AnswerCache => {
    const version = versionOf(library);
    const identity = [
      version,
      environment.version,
      environment.platform,
      typeshed?.source,
      generatorIdentity().hash,
    ];
    // The other installed packages decide which of its modules can be imported.
    return answerCache(version === undefined ? undefined : [library, ...identity, environment.installed]);
  };
  return {
    libraries: config.libraries.map(({ name }) => name),
    versionOf,
    async pageOf(library) {
      const distribution = distributionOf(library, config, installed);
      if (distribution) return await libraryPage(distribution.metadata);
      const manual = `https://docs.python.org/${minorOf(environment.version)}/library/${library}.html`;
      return isStdlibModule(library) ? manual : undefined;
    },
    isGenerated: (pythonName) => classQuery(pythonName, config) !== undefined,
    async entry(name) {
      const [module = "", ...path] = name.split(".");
      const cache = cacheOf(module);
      const known = await cache.read(`entry ${name}`, entrySchema);
      if (known) return { entry: known };
      const [answer] = await runQueries(python, [{ module, path, about: "entry" }], entryLine, options);
      if (answer && "entry" in answer) await cache.write(`entry ${name}`, answer.entry);
      return answer!;
    },
    async catalogue(library) {
      const cache = cacheOf(library);
      const known = await cache.read("catalogue", catalogueSchema);
      if (known) return known as Catalogue;
      const built = await buildCatalogue(library, python, options);
      await cache.write("catalogue", built);
      return built;
    },
  };
}

const catalogueSchema = z.object({
  items: z.array(z.looseObject({ name: z.string(), kind: z.string() })),
  failures: z.array(z.looseObject({ module: z.string(), message: z.string() })),
}) as unknown as z.ZodType<Catalogue>;

async function buildCatalogue(
  library: string,
  python: string,
  options: Pick<IntrospectOptions, "progress" | "typeshed" | "bytecode">,
): Promise<Catalogue> {
  const [answer] = await runQueries(
    python,
    [{ module: library, path: [], about: "modules" }],
    modulesLine,
    options,
  );
  if (!answer || !("modules" in answer))
    return { items: [], failures: answer && "failed" in answer ? [answer.failed] : [] };
  // Shortest names first: the introspector describes an object at its first place, and others only re-export it.
  const modules = [...answer.modules].sort(
    (a, b) => a.split(".").length - b.split(".").length || (a < b ? -1 : 1),
  );
  const questions = modules.map((module) => ({ module, path: [], about: "names" }));
  const answers = await runQueries(python, questions, namesLine, options);
  const names = new Map<string, readonly NameFacts[]>();
  const failures: ImportFailure[] = [];
  answers.forEach((answer, index) => {
    if ("names" in answer) names.set(modules[index]!, answer.names);
    else if ("failed" in answer) failures.push(answer.failed);
  });
  return { items: catalogue(names), failures };
}

/** Returns the installed distribution of a library: the configured one, or the one whose files contain the module. */
function distributionOf(
  library: string,
  { libraries }: Config,
  installed: readonly InstalledDistribution[],
): InstalledDistribution | undefined {
  const configured = libraries.find(({ name }) => name === library)?.distribution;
  return installed.find(({ name, modules }) =>
    configured === undefined ? modules.includes(library) : name === normalizeDistribution(configured),
  );
}

function distributionLabel(distribution: InstalledDistribution | undefined): string | undefined {
  return distribution && `${distribution.name} ${distribution.version}`;
}
