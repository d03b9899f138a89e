import type { Config } from "../project/config/config.ts";
import type { LockedEnvironment, LockedPackage } from "../project/lock/lock.ts";
import type { Upgrade } from "./packages/upgrade.ts";
import type { Interpreter } from "./python/interpreter.ts";
import type { Resolution } from "./uv/resolve-packages.ts";
import type { Work } from "./uv/uv.ts";

/** Creates environments: uv, or pip where uv is not available. Every function throws a `DiagnosticError` when it fails. */
export interface Installer {
  /** Whether it can remove packages; otherwise the environment is recreated. */
  readonly removesPackages: boolean;
  readonly choosePython: (
    config: Config,
    before: LockedEnvironment | undefined,
    work: Work & { readonly exact?: boolean | undefined },
  ) => Promise<Interpreter>;
  /** Resolves versions, with their hashes. */
  readonly resolve: (
    config: Config,
    python: Interpreter,
    before: LockedEnvironment | undefined,
    work: Work & { readonly upgrade?: Upgrade | undefined },
  ) => Promise<Resolution>;
  /** Replaces the folder with an empty environment. */
  readonly makeEnvironment: (
    config: Config,
    python: Interpreter,
    folder: string,
    work: Work,
  ) => Promise<void>;
  /** Makes the environment contain exactly the packages, each checked against a hash. */
  readonly install: (
    config: Config,
    packages: readonly LockedPackage[],
    folder: string,
    work: Work,
  ) => Promise<void>;
}
