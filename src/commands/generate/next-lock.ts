import type { Config } from "../../project/config/config.ts";
import { isShared } from "../../project/lock/api-checksums.ts";
import { generatorIdentity } from "../../project/lock/generator-identity.ts";
import type { Lock, LockedEnvironment } from "../../project/lock/lock.ts";
import { optionsHash } from "../../project/lock/options-hash.ts";

/**
 * Returns the lock after a run: generator, options, and installed packages. In a lock that several projects share, other
 * projects' environments stay.
 */
export function nextLock(
  config: Config,
  environments: Readonly<Record<string, LockedEnvironment>>,
  before?: Lock,
): Lock {
  const { version, hash } = generatorIdentity();
  return {
    format: 1,
    generator: { version, hash },
    options: optionsHash(config),
    environments: { ...(isShared(config) ? before?.environments : {}), ...environments },
  };
}
