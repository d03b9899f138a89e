import { type Diagnostic, diagnostic } from "../../diagnostics/diagnostic.ts";
import type { Config } from "../../project/config/config.ts";
import { normalizeDistribution } from "../../project/config/python-names.ts";
import type { LockedPackage } from "../../project/lock/lock.ts";

/** The worker's packages with their dependencies: part of snakebridge, so always allowed. */
const ownPackages = ["grpcio", "msgpack", "typing-extensions"];

/** Returns one SB3012 for all resolved packages that the configuration does not allow. Pure. */
export function forbiddenPackages(
  { allow }: Pick<Config, "allow">,
  packages: readonly Pick<LockedPackage, "name" | "version">[],
): readonly Diagnostic[] {
  if (allow.packages === undefined) return [];
  const allowed = new Set([...allow.packages, ...ownPackages]);
  const names = packages.filter(({ name }) => !allowed.has(normalizeDistribution(name)));
  const forbidden = [...new Set(names.map(({ name, version }) => `${name} ${version}`))];
  if (forbidden.length === 0) return [];
  const message = `"allow.packages" does not list packages that the environment needs: ${forbidden.join(", ")}.`;
  return [
    diagnostic("SB3012", message, {
      fix: 'Add them to "allow.packages", or remove the library that needs them.',
    }),
  ];
}
