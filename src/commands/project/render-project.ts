import type { Config } from "../../project/config/config.ts";
import { environmentFolder } from "../../project/config/environments.ts";
import type { Manifest } from "../../project/manifest/manifest.ts";
import { serializeManifest } from "../../project/manifest/serialize-manifest.ts";
import { defaultEnvironment } from "../../shared/environment-record.ts";
import { emit, emitReexports, type GeneratedFile } from "../../stages/emit/emit.ts";
import { buildModel } from "../../stages/model/build-model.ts";
import { libraryOf } from "../../stages/resolve/demands.ts";
import { ownerOf } from "../../stages/resolve/uses-by-environment.ts";
import { manifestPath } from "./project-state.ts";

/** An environment's configuration and manifest. */
export interface EnvironmentManifest {
  readonly config: Config;
  readonly manifest: Manifest;
}

/**
 * Renders every file of the output folder, with paths relative to the project. Each manifest follows the files that it
 * describes, so that a manifest on disk never names a missing file.
 *
 * @param environments all of them
 */
export function renderProject(environments: readonly EnvironmentManifest[]): readonly GeneratedFile[] {
  const files = environments.flatMap(renderEnvironment);
  const taken = new Set(files.map(({ path }) => path));
  const configs = environments.map(({ config }) => config);
  const reexports = environments.flatMap((each) => renderReexports(each, configs));
  return [...reexports.filter(({ path }) => !taken.has(path)), ...files];
}

function renderEnvironment({ config, manifest }: EnvironmentManifest): readonly GeneratedFile[] {
  const name = config.environment === defaultEnvironment ? undefined : config.environment;
  return [
    ...inFolder(config.output, emit(buildModel(manifest, config.libraries), name)),
    { path: manifestPath(config), content: serializeManifest(manifest) },
  ];
}

/** Re-exports modules that only one environment has, so that imports need no environment: `#py/torch` is `#py/@vision/torch`. */
function renderReexports(
  { config, manifest }: EnvironmentManifest,
  all: readonly Config[],
): readonly GeneratedFile[] {
  if (config.environment === defaultEnvironment) return [];
  const modules = buildModel(manifest, config.libraries).modules.filter(
    ({ name }) => libraryOf(name, config) !== undefined && ownerOf(name, all) === config,
  );
  const folder = environmentFolder(config.environment);
  const output = config.output.slice(0, -folder.length - 1);
  return inFolder(output, emitReexports(modules, folder));
}

function inFolder(folder: string, files: readonly GeneratedFile[]): readonly GeneratedFile[] {
  return files.map(({ path, content }) => ({ path: `${folder}/${path}`, content }));
}

/** Counts the Python modules in the files: each has a `.ts` and a `.js` file. */
export function countModules(paths: readonly string[]): number {
  return paths.filter((path) => path.endsWith(".ts")).length;
}
