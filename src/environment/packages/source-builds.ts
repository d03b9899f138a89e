import type { Config } from "../../project/config/config.ts";

/** uv's arguments for what may be built from source: nothing but what the configuration allows, since a build runs code. */
export function buildArguments({ allow }: Pick<Config, "allow">): string[] {
  if (allow.builds.length === 0) return ["--no-build"];
  return ["--only-binary", ":all:", ...allow.builds.flatMap((name) => ["--no-binary", name])];
}
