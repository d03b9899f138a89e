import { createHash } from "node:crypto";
import type { Config, Library } from "../config/config.ts";

/**
 * Returns the hash of the options that decide what is generated and installed. It leaves out a machine's paths (`root`,
 * `interpreter`, `existing`, `uv`) and options of the run time (`pool`).
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
