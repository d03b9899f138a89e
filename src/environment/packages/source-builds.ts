import type { Config } from "../../project/config/config.ts";

/** Returns uv's arguments for source builds: only those that the configuration allows, because a build runs code. */
export function buildArguments({ allow }: Pick<Config, "allow">): string[] {
  if (allow.builds.length === 0) return ["--no-build"];
  return ["--only-binary", ":all:", ...allow.builds.flatMap((name) => ["--no-binary", name])];
}
