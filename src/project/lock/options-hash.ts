import { createHash } from "node:crypto";
import type { Config, Library } from "../config/config.ts";

/**
 * Hash of the options that decide what is generated and what is installed. Paths of one machine (`root`, `interpreter`,
 * `existing`, `uv`) and what only the run time reads (`pool`) are no part of it.
 */
export function optionsHash(config: Config): string {
  const { include, exclude, output, environments } = config;
  const options = JSON.stringify([
    config.python,
    config.libraries.map(libraryOptions),
    include,
    exclude,
    output,
    ...furtherOptions(config),
    ...environments.map((each) => [
      each.environment,
      each.python,
      each.libraries.map(libraryOptions),
      ...furtherOptions(each),
    ]),
  ]);
  return `sha256:${createHash("sha256").update(options).digest("hex")}`;
}

function libraryOptions(library: Library): readonly unknown[] {
  const { name, distribution, version, extras, include, exclude, pure, declarations } = library;
  return [
    name,
    distribution ?? null,
    version ?? null,
    [...extras].sort(),
    [...include].sort(),
    [...exclude].sort(),
    ...(pure.length > 0 ? [[...pure].sort()] : []),
    ...(Object.keys(declarations).length > 0 ? [{ declarations }] : []),
  ];
}

function furtherOptions({ excludeNewer, accelerator, allow, existing }: Config): readonly unknown[] {
  return [
    ...(excludeNewer === undefined ? [] : [{ excludeNewer }]),
    ...(accelerator === undefined ? [] : [{ accelerator }]),
    ...(existing === undefined ? [] : ["existing"]),
    ...(allow.builds.length === 0 ? [] : [{ builds: allow.builds }]),
  ];
}
