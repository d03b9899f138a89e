import type { Library } from "../../project/config/config.ts";
import { normalizeDistribution } from "../../project/config/python-names.ts";

/** What a worker needs beside the user's libraries; loose, so that it fights with none of them. */
export const workerRequirements: readonly string[] = ["grpcio>=1.60,<2", "msgpack>=1.0.5,<2"];

/** Everything that the environment has to contain, sorted: `name[extra]range`. */
export function requirementsOf(libraries: readonly Library[]): string[] {
  const wanted = libraries.flatMap((library) => requirementOf(library) ?? []);
  return [...new Set([...wanted, ...workerRequirements])].sort();
}

/** The requirement of one library; `undefined` for the standard library. */
export function requirementOf({ distribution, version, extras }: Library): string | undefined {
  if (distribution === undefined) return undefined;
  const names = extras.length > 0 ? `[${[...extras].sort().join(",")}]` : "";
  return `${normalizeDistribution(distribution)}${names}${version ?? ""}`;
}
