import { createHash } from "node:crypto";
import type { Config } from "../config/config.ts";

/**
 * Hash of the options that decide what is generated and what is installed. Paths of one machine (`root`, `interpreter`,
 * `existing`, `uv`) and what only the run time reads (`pool`) are no part of it.
 */
export function optionsHash(config: Config): string {
  const libraries = config.libraries.map(
    ({ name, distribution, version, extras, include, exclude, pure, declarations }) => [
      name,
      distribution ?? null,
      version ?? null,
      [...extras].sort(),
      [...include].sort(),
      [...exclude].sort(),
      ...(pure.length > 0 ? [[...pure].sort()] : []),
      ...(Object.keys(declarations).length > 0 ? [{ declarations }] : []),
    ],
  );
  const { python, include, exclude, output, excludeNewer, accelerator, allow, existing } = config;
  const more = [
    ...(excludeNewer === undefined ? [] : [{ excludeNewer }]),
    ...(accelerator === undefined ? [] : [{ accelerator }]),
    ...(existing === undefined ? [] : ["existing"]),
    ...(allow.builds.length === 0 ? [] : [{ builds: allow.builds }]),
  ];
  const options = JSON.stringify([python, libraries, include, exclude, output, ...more]);
  return `sha256:${createHash("sha256").update(options).digest("hex")}`;
}
