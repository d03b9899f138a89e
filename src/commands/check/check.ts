import type { Diagnostic } from "../../diagnostics/diagnostic.ts";
import { diagnostic } from "../../diagnostics/diagnostic.ts";
import { existingChanges } from "../../environment/existing/existing-changes.ts";
import { forbiddenPackages } from "../../environment/packages/forbidden-packages.ts";
import { generatorIdentity } from "../../project/lock/generator-identity.ts";
import type { Lock, LockedPackage } from "../../project/lock/lock.ts";
import { optionsHash } from "../../project/lock/options-hash.ts";
import { forbiddenLibraries } from "../../stages/resolve/forbidden-libraries.ts";
import { impureNames } from "../../stages/resolve/pure-names.ts";
import { findReachableClasses } from "../../stages/resolve/reachable-classes.ts";
import { resolveUses, ungeneratedUses } from "../../stages/resolve/resolve-uses.ts";
import { usesByEnvironment } from "../../stages/resolve/uses-by-environment.ts";
import type { Use } from "../../stages/scan/use.ts";
import { pluginsIgnored } from "../project/ignored-plugins.ts";
import { loadProject, scanDependencies } from "../project/load-project.ts";
import { readOutputFiles } from "../project/output-files.ts";
import { manifestPath, readProjectState } from "../project/project-state.ts";
import { countModules, type EnvironmentManifest, renderProject } from "../project/render-project.ts";
import { lockFindings, lockTextFindings } from "./lock-findings.ts";
import { outputFindings } from "./output-findings.ts";
import { outputPathFindings } from "./output-path-findings.ts";
import { reachableClassFindings } from "./reachable-class-findings.ts";

export interface CheckOptions {
  /** Folder where the search for the configuration begins. Default: the current one. */
  readonly cwd?: string;
  readonly config?: string;
  /** Also fail on warnings and on newly reachable classes, and add a unified diff to findings about generated files. */
  readonly strict?: boolean;
}

export interface CheckResult {
  /** Absolute path of the project. */
  readonly root: string;
  readonly ok: boolean;
  readonly diagnostics: readonly Diagnostic[];
  /** Number of generated modules that were compared. */
  readonly modules: number;
}

/**
 * Checks that everything the sources use is generated, and that generated files, manifest, lock and configuration agree.
 * Needs neither Python nor network, and writes only its cache in `.snakebridge/`.
 *
 * @throws DiagnosticError when the configuration, the manifest or the lock cannot be read
 */
export async function check(options: CheckOptions = {}): Promise<CheckResult> {
  const { cwd = process.cwd(), config: file, strict = false } = options;
  const base = await loadProject({ cwd, ...(file === undefined ? {} : { config: file }) });
  const { config, scan } = await scanDependencies(base);
  const { lock, lockText, environments } = await readProjectState(config);
  const { usesOf, diagnostics: ambiguous } = usesByEnvironment(scan.uses, config);

  const now = { options: optionsHash(config), generator: generatorIdentity() };
  const lockDiagnostics = [
    ...lockFindings(lock, environments, config, now),
    ...lockTextFindings(lock, lockText, config, now.generator),
  ];
  const hasAll = environments.every(({ hasManifest }) => hasManifest);
  const output = hasAll ? await readOutputFiles(config.root, renderProject(environments)) : [];
  const origin = { version: now.generator.version, current: lockDiagnostics.length === 0 };
  const withoutManifest = environments.filter(({ hasManifest }) => !hasManifest);

  const findings = [
    ...scan.diagnostics,
    ...ambiguous,
    ...environments.flatMap((each) => usageFindings(each, usesOf(each.config), scan.members, strict)),
    ...lockDiagnostics,
    ...(await existingEnvironmentFindings(environments, lock)),
    ...forbiddenPackages(config, managedPackages(lock)),
    ...withoutManifest.map((each) => diagnostic("SB5002", `${manifestPath(each.config)} is missing.`)),
    ...outputFindings(output, origin),
    ...(await outputPathFindings(config.root, manifestPath(config))),
    ...pluginsIgnored(config.root),
  ];
  const diagnostics = strict ? findings : findings.map(withoutDiff);
  const fails = (each: Diagnostic): boolean => strict || each.severity === "error";
  const modules = countModules(output.map(({ path }) => path));
  return { root: config.root, ok: !diagnostics.some(fails), diagnostics, modules };
}

/** Returns the packages that snakebridge installs, of all environments. */
function managedPackages(lock: Lock | undefined): readonly LockedPackage[] {
  const environments = Object.values(lock?.environments ?? {});
  return environments.flatMap(({ unmanaged, packages }) => (unmanaged ? [] : packages));
}

async function existingEnvironmentFindings(
  environments: readonly EnvironmentManifest[],
  lock: Lock | undefined,
): Promise<readonly Diagnostic[]> {
  const changes = environments.map(({ config }) =>
    existingChanges(config, lock?.environments[config.environment]),
  );
  return (await Promise.all(changes)).flat();
}

/** Returns findings about the uses of one environment, for example names that are not generated. */
function usageFindings(
  { config, manifest }: EnvironmentManifest,
  uses: readonly Use[],
  members: ReadonlySet<string>,
  strict: boolean,
): readonly Diagnostic[] {
  const resolution = resolveUses(uses, manifest, config);
  return [
    ...resolution.diagnostics,
    ...forbiddenLibraries(uses, config),
    ...ungeneratedUses(resolution),
    // Without --strict, the compiler reports the ones that are missed.
    ...(strict
      ? reachableClassFindings(findReachableClasses(manifest, resolution.used, members, config))
      : []),
    ...impureNames(manifest, config),
  ];
}

function withoutDiff(finding: Diagnostic): Diagnostic {
  if (finding.code !== "SB5001" && finding.code !== "SB5003") return finding;
  const { detail: _diff, ...rest } = finding;
  return rest;
}
