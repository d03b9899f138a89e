import type { AcceleratorKind } from "../../shared/accelerators/accelerator.ts";

/** What a user may write for one library, under its import name. A string is a version range. */
export interface LibraryInput {
  /** Version range as in a Python requirement, e.g. `">=2,<3"`. Absent: any version. */
  version?: string;
  /** Distribution to install where it is not the import name, e.g. `"scikit-learn"` for `sklearn`. */
  distribution?: string;
  extras?: string[];
  /** `true`: part of Python's standard library, nothing to install. Known modules need not say it. */
  stdlib?: boolean;
  /** Names generated although no source uses them, e.g. `["linalg.svd"]`. */
  include?: string[];
  /** Names never generated. */
  exclude?: string[];
  /** Functions whose result depends on their arguments alone, e.g. `["linalg.norm"]`: it is kept. They are generated too. */
  pure?: string[];
  /**
   * What is known better than from the library: the path of a stub (`"typings/lib.pyi"`), or its text; by module where it is not
   * the library's own: `{ "scipy.stats": "typings/stats.pyi" }`. It wins, and what it declares is generated.
   */
  declarations?: string | Record<string, string>;
}

export interface PoolInput {
  /** Worker processes of the default pool. Default 1: module state is where a program left it. */
  workers?: number;
  carrier?: "auto" | "lane" | "grpc";
  /** Milliseconds after which a call fails, unless the call says otherwise. Default: none. */
  timeoutMs?: number;
  /** How many results of pure functions are kept (default 1000), and for how many milliseconds (default: for good). */
  memo?: { ttlMs?: number; size?: number };
}

/** An isolated environment beside the default one. What it does not say is as in the whole configuration. */
export interface EnvironmentInput {
  /** As those of the default environment; imported as `#py/<name>` where no other environment has them, else as `#py/@<environment>/<name>`. */
  libraries: Record<string, string | true | LibraryInput>;
  python?: string;
  interpreter?: string;
  existing?: string;
  excludeNewer?: string;
  accelerator?: AcceleratorKind;
  pool?: PoolInput;
}

/** What `snakebridge.config.*` exports. */
export interface ConfigInput {
  $schema?: string;
  /**
   * By import name: a version range, or an object. `{ numpy: ">=2", sklearn: { distribution: "scikit-learn" }, math: true }`
   * They share the default environment. Needed unless there are `environments`.
   */
  libraries?: Record<string, string | true | LibraryInput>;
  /** Further environments by name, for libraries that cannot be installed together. */
  environments?: Record<string, EnvironmentInput>;
  /** Globs of the sources that are scanned. Default `["src/**\/*.{ts,tsx,mts,cts}"]`. */
  include?: string[];
  exclude?: string[];
  /** Folder of the generated files. Default `"src/py"`. */
  output?: string;
  /** Path of the lock file. Default `"snakebridge.lock"`. */
  lock?: string;
  /** Python requirement, e.g. `">=3.10"` (the default), or an interpreter's path under `interpreter`. */
  python?: string;
  interpreter?: string;
  /**
   * An environment that is there already: it is used and never changed. The path of its folder or interpreter (venv, conda),
   * `"poetry"`, `"conda:<name>"`, or `"system"`.
   */
  existing?: string;
  /** No version that was uploaded later is chosen: a day (to its end, in UTC) or a timestamp, e.g. `"2026-11-01"`. */
  excludeNewer?: string;
  /** What the machine must have; decides which builds of torch are installed, `"cpu"` for those without a GPU. */
  accelerator?: AcceleratorKind;
  /** Path of uv. Default: `SNAKEBRIDGE_UV`, PATH, or a private pinned copy. */
  uv?: string;
  /** What may be used and installed; an array: the libraries. Absent: whatever is configured, and no build from source. */
  allow?: string[] | AllowInput;
  /** `true`: the network is never used, as with `--offline`. */
  offline?: boolean;
  pool?: PoolInput;
  /** `false`: what programs reach by name is not recorded, not in development either. Default `true`. */
  ledger?: boolean;
}

export interface AllowInput {
  /** Libraries that sources may use, by the name of the import or of the distribution; the standard library's modules too. */
  libraries?: string[];
  /** Distributions that may be installed, those that others need included. */
  packages?: string[];
  /** Distributions that may be built from source, which runs code of theirs; they always are. */
  builds?: string[];
}

/** One library, complete. */
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
  /** By module, the text of a stub; until it is read, the path of one in the project may stand there. */
  readonly declarations: Readonly<Record<string, string>>;
}

/** Names are sorted; distributions are normalized. */
export interface Allow {
  /** As written. `undefined`: every one that is configured. */
  readonly libraries: readonly string[] | undefined;
  /** `undefined`: every one. */
  readonly packages: readonly string[] | undefined;
  readonly builds: readonly string[];
}

/** A validated configuration with every default filled in; paths are relative to `root`, with forward slashes. */
export interface Config {
  /** Absolute path of the project: the folder of the configuration file. */
  readonly root: string;
  /** Absolute path of the configuration file. */
  readonly file: string;
  /** Name of the environment that this is about: `default`, or one of those in `environments`. */
  readonly environment: string;
  /** The named environments, each as a configuration of its own. Sorted by name. */
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
