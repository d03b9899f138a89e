import { join, resolve } from "node:path";
import { type Diagnostic, DiagnosticError } from "../diagnostics/diagnostic.ts";
import type { Config } from "../project/config/config.ts";
import { environmentsOf, withEnvironmentName } from "../project/config/environments.ts";
import type { Lock } from "../project/lock/lock.ts";
import {
  defaultEnvironment,
  type EnvironmentOfRecord,
  type EnvironmentRecord,
  environmentRecordPath,
} from "../shared/environment-record.ts";
import { writeFileAtomically } from "../system/files/atomic-write.ts";
import { privateFolder } from "../system/files/private-folder.ts";
import { type EnsureEnvironmentOptions, type Environment, ensureEnvironment } from "./ensure-environment.ts";
import type { ExistingEnvironment } from "./existing/adopt-environment.ts";
import { upgradeOfEnvironment } from "./packages/upgrade.ts";

/** An environment, and the part of the configuration that it was created from. */
export interface EnsuredEnvironment extends Environment {
  readonly config: Config;
}

/**
 * Makes every environment of a project match configuration and lock, and records their places for the run time. Call it
 * with the writer lock held.
 *
 * @throws DiagnosticError with the findings of all environments, see `ensureEnvironment`
 */
export async function ensureEnvironments(
  config: Config,
  lock: Lock | undefined,
  options: EnsureEnvironmentOptions = {},
): Promise<readonly EnsuredEnvironment[]> {
  const upgradeOf = upgradeOfEnvironment(options.upgrade, config, lock);
  const ready: EnsuredEnvironment[] = [];
  const failures: Diagnostic[] = [];
  for (const each of environmentsOf(config)) {
    try {
      const environment = await ensureEnvironment(each, lock, { ...options, upgrade: upgradeOf(each) });
      ready.push({ ...environment, config: each });
    } catch (error) {
      if (!(error instanceof DiagnosticError)) throw error;
      failures.push(...error.diagnostics.map((finding) => withEnvironmentName(finding, each)));
    }
  }
  if (failures.length > 0) throw new DiagnosticError(failures);
  await writeRecord(config, ready);
  return ready;
}

async function writeRecord({ root, ledger }: Config, ready: readonly EnsuredEnvironment[]): Promise<void> {
  const unnamed = ready.find(({ config }) => config.environment === defaultEnvironment);
  const named = ready.filter((each) => each !== unnamed);
  const record: EnvironmentRecord = {
    format: 1,
    ...(ledger ? {} : { ledger: false }),
    ...(unnamed ? recordOf(unnamed) : {}),
    ...(named.length > 0
      ? { environments: Object.fromEntries(named.map((each) => [each.config.environment, recordOf(each)])) }
      : {}),
  };
  await privateFolder(root);
  await writeFileAtomically(join(root, environmentRecordPath), `${JSON.stringify(record, null, 2)}\n`);
}

function recordOf({ python, existing, config }: EnsuredEnvironment): EnvironmentOfRecord {
  const { workers, carrier, timeoutMs, memo } = config.pool;
  const pure = config.libraries.flatMap(({ name, pure }) => pure.map((each) => `${name}.${each}`));
  return {
    python,
    lock: { path: resolve(config.root, config.lock), environment: config.environment },
    ...(existing === undefined ? {} : { existing: workerStartOf(existing) }),
    pool: {
      workers,
      carrier,
      ...(timeoutMs === undefined ? {} : { timeoutMs }),
      ...(pure.length === 0 ? {} : { pure }),
      ...(memo === undefined ? {} : { memo }),
    },
  };
}

/** Returns what a worker needs to start in an existing environment; its Python finds the packages itself. */
function workerStartOf({
  bytecode,
  beside,
}: ExistingEnvironment): NonNullable<EnvironmentOfRecord["existing"]> {
  return { bytecode, ...(beside === undefined ? {} : { beside }) };
}
