import type { AcceleratorKind } from "../../shared/accelerators/accelerator.ts";

/** The settings of one library, under its import name. A string in its place is a version range. */
export interface LibraryInput {
  /** Version range as in a Python requirement, e.g. `">=2,<3"`. Absent: any version. */
  version?: string;
  /** Distribution to install if its name differs from the import name, e.g. `"scikit-learn"` for `sklearn`. */
  distribution?: string;
  extras?: string[];
  /** `true`: part of Python's standard library, nothing to install. Not necessary for known modules. */
  stdlib?: boolean;
  /** Names to generate even if no source uses them, e.g. `["linalg.svd"]`. */
  include?: string[];
  /** Names that are never generated. */
  exclude?: string[];
  /** Functions whose result depends only on their arguments, e.g. `["linalg.norm"]`. They are generated and memoized. */
  pure?: string[];
  /**
   * Types in stub syntax that override all others: the path of a stub (`"typings/lib.pyi"`) or its text. For other modules
   * than the library's own, an object: `{ "scipy.stats": "typings/stats.pyi" }`. Everything they declare is generated.
   */
  declarations?: string | Record<string, string>;
}

export interface PoolInput {
  /** Worker processes of the default pool. Default 1, so that a program finds module state where it left it. */
  workers?: number;
  carrier?: "auto" | "lane" | "grpc";
  /** Milliseconds after which a call fails, unless the call sets its own limit. Default: none. */
  timeoutMs?: number;
  /** How many results of pure functions are memoized (default 1000), and for how many milliseconds (default: no limit). */
  memo?: { ttlMs?: number; size?: number };
}

/** An isolated environment in addition to the default one. Its missing options are those of the top level. */
export interface EnvironmentInput {
  /** Its libraries. Import them as `#py/<name>` if no other environment has them, else as `#py/@<environment>/<name>`. */
  libraries: Record<string, string | true | LibraryInput>;
  python?: string;
  interpreter?: string;
  existing?: string;
  excludeNewer?: string;
  accelerator?: AcceleratorKind;
  pool?: PoolInput;
}

/** The configuration that `snakebridge.config.*` exports. */
export interface ConfigInput {
  $schema?: string;
  /**
   * Libraries of the default environment, by import name: a version range, `true` or an object.
   * `{ numpy: ">=2", sklearn: { distribution: "scikit-learn" }, math: true }`. Required unless there are `environments`.
   */
  libraries?: Record<string, string | true | LibraryInput>;
  /** Further environments by name, for libraries that cannot be installed together. */
  environments?: Record<string, EnvironmentInput>;
  /** Globs of the sources to scan. Default: `["*.{ts,tsx,mts,cts}", "{src,test,tests}/**\/*.{ts,tsx,mts,cts}"]`. */
  include?: string[];
  exclude?: string[];
  /** Folder for the generated files. Default `"src/py"`. */
  output?: string;
  /** Path of the lock file. Default `"snakebridge.lock"`. */
  lock?: string;
  /** Python requirement, e.g. `">=3.10"` (the default), or an interpreter's path under `interpreter`. */
  python?: string;
  interpreter?: string;
  /**
   * An existing environment that is used and never changed: the path of its folder or interpreter (venv, conda),
   * `"poetry"`, `"conda:<name>"`, or `"system"`.
   */
  existing?: string;
  /** Excludes versions uploaded later than a day (to its end, in UTC) or a timestamp, e.g. `"2026-11-01"`. */
  excludeNewer?: string;
  /** The accelerator that the machine must have. Also selects the builds of torch; `"cpu"` selects those without a GPU. */
  accelerator?: AcceleratorKind;
  /** Path of uv. Default: `SNAKEBRIDGE_UV`, PATH, or a private pinned copy. */
  uv?: string;
  /** Restricts what may be used and installed; an array lists the libraries. Absent: all configured ones, no source builds. */
  allow?: string[] | AllowInput;
  /** `true`: never use the network, as with `--offline`. */
  offline?: boolean;
  pool?: PoolInput;
  /** `false`: do not record calls by name in development. Default `true`. */
  ledger?: boolean;
}

export interface AllowInput {
  /** Libraries that sources may use, by import name or distribution name; modules of the standard library included. */
  libraries?: string[];
  /** Distributions that may be installed, dependencies included. */
  packages?: string[];
  /** Distributions that are built from source, which runs their code. They are never installed from wheels. */
  builds?: string[];
}

/** One validated library with all defaults. */
export interface Library {
  /** Import name, e.g. `sklearn`. */
  readonly name: string;
  /** `undefined` for the standard library. */
  readonly distribution: string | undefined;
  readonly version: string | undefined;
  readonly extras: readonly string[];
  readonly include: readonly string[];
  readonly exclude: readonly string[];
  readonly pure: readonly string[];
  /** By module, the text of a stub; before it is read, its path in the project. */
  readonly declarations: Readonly<Record<string, string>>;
}

/** Names are sorted; distributions are normalized. */
export interface Allow {
  /** As written. `undefined`: every configured library. */
  readonly libraries: readonly string[] | undefined;
  /** `undefined`: every distribution. */
  readonly packages: readonly string[] | undefined;
  readonly builds: readonly string[];
}

/** A validated configuration with every default filled in; paths are relative to `root`, with forward slashes. */
export interface Config {
  /** Absolute path of the project: the folder of the configuration file. */
  readonly root: string;
  /** Absolute path of the configuration file. */
  readonly file: string;
  /** Name of the environment that this configures: `default`, or a name in `environments`. */
  readonly environment: string;
  /** The named environments, each as a full configuration. Sorted by name. */
  readonly environments: readonly Config[];
  /** Sorted by name. */
  readonly libraries: readonly Library[];
  readonly include: readonly string[];
  readonly exclude: readonly string[];
  readonly output: string;
  readonly lock: string;
  readonly python: string;
  readonly interpreter: string | undefined;
  readonly existing: string | undefined;
  readonly excludeNewer: string | undefined;
  readonly accelerator: AcceleratorKind | undefined;
  readonly uv: string | undefined;
  readonly allow: Allow;
  readonly offline: boolean;
  readonly ledger: boolean;
  readonly pool: {
    readonly workers: number;
    readonly carrier: "auto" | "lane" | "grpc";
    readonly timeoutMs: number | undefined;
    readonly memo: { readonly ttlMs?: number; readonly size?: number } | undefined;
  };
}
