import type { Config } from "../project/config/config.ts";
import type { LockedEnvironment, LockedPackage } from "../project/lock/lock.ts";
import type { Upgrade } from "./packages/upgrade.ts";
import type { Interpreter } from "./python/interpreter.ts";
import type { Resolution } from "./uv/resolve-packages.ts";
import type { Work } from "./uv/uv.ts";

/** What makes environments: uv, or pip where uv cannot be had. Every function throws a `DiagnosticError` when it fails. */
export interface Installer {
  /** Whether it can take away what is not wanted any more; else the environment is made anew. */
  readonly removesPackages: boolean;
  readonly choosePython: (
    config: Config,
    before: LockedEnvironment | undefined,
    work: Work & { readonly exact?: boolean | undefined },
  ) => Promise<Interpreter>;
  /** Chooses versions with hashes. */
  readonly resolve: (
    config: Config,
    python: Interpreter,
    before: LockedEnvironment | undefined,
    work: Work & { readonly upgrade?: Upgrade | undefined },
  ) => Promise<Resolution>;
  /** Makes an empty environment in place of whatever is there. */
  readonly makeEnvironment: (
    config: Config,
    python: Interpreter,
    folder: string,
    work: Work,
  ) => Promise<void>;
  /** Makes the environment contain exactly the packages, each by a hash. */
  readonly install: (
    config: Config,
    packages: readonly LockedPackage[],
    folder: string,
    work: Work,
  ) => Promise<void>;
}
