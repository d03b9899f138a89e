import type { Library } from "../../project/config/config.ts";
import { normalizeDistribution } from "../../project/config/python-names.ts";

/** The worker's requirements in addition to the user's libraries; wide ranges, so that they conflict with none. */
export const workerRequirements: readonly string[] = ["grpcio>=1.60,<2", "msgpack>=1.0.5,<2"];

/** Returns all requirements of an environment, sorted: `name[extra]range`. */
export function requirementsOf(libraries: readonly Library[]): string[] {
  const wanted = libraries.flatMap((library) => requirementOf(library) ?? []);
  return [...new Set([...wanted, ...workerRequirements])].sort();
}

/** Returns the requirement of one library; `undefined` for the standard library. */
export function requirementOf({ distribution, version, extras }: Library): string | undefined {
  if (distribution === undefined) return undefined;
  const names = extras.length > 0 ? `[${[...extras].sort().join(",")}]` : "";
  return `${normalizeDistribution(distribution)}${names}${version ?? ""}`;
}
