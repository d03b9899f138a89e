import type { Config } from "../config/config.ts";
import { emit, type GeneratedFile } from "../emit/emit.ts";
import type { Manifest } from "../manifest/manifest.ts";
import { serializeManifest } from "../manifest/serialize-manifest.ts";
import { buildModel } from "../model/build-model.ts";
import { manifestPath } from "./project-state.ts";

/**
 * Every file of the output folder, paths relative to the project, the manifest last: who reads the manifest finds what
 * it describes.
 */
export function renderProject(manifest: Manifest, config: Config): readonly GeneratedFile[] {
  const modules = emit(buildModel(manifest, config.libraries));
  return [
    ...modules.map(({ path, content }) => ({ path: `${config.output}/${path}`, content })),
    { path: manifestPath(config), content: serializeManifest(manifest) },
  ];
}

/** How many Python modules the files stand for: each is a `.ts` and a `.js`. */
export function countModules(paths: readonly string[]): number {
  return paths.filter((path) => path.endsWith(".ts")).length;
}
