/** The name of the environment for libraries that are not in a named environment. */
export const defaultEnvironment = "default";

/**
 * `.snakebridge/runtime.json`: the build side writes it to describe environments to the run time. It is never
 * committed, so absolute paths are allowed.
 */
export interface EnvironmentRecord extends Partial<EnvironmentOfRecord> {
  readonly format: 1;
  /** `false`: no ledger is kept, even in development. */
  readonly ledger?: false;
  /** The named environments. The default environment, if any, is in the fields of the record itself. */
  readonly environments?: Readonly<Record<string, EnvironmentOfRecord>>;
}

export interface EnvironmentOfRecord {
  /** Absolute path of the interpreter. */
  readonly python: string;
  /** Absolute path of the lock, and the section in which a worker finds the symbols' checksums. */
  readonly lock?: { readonly path: string; readonly environment: string };
  /** Only for an existing environment, which snakebridge does not write into. */
  readonly existing?: {
    /** Folder for Python's bytecode. */
    readonly bytecode: string;
    /** Folder with the worker's dependencies that the environment lacks. */
    readonly beside?: string;
  };
  readonly pool: {
    readonly workers: number;
    readonly carrier: "auto" | "lane" | "grpc";
    readonly timeoutMs?: number;
    /** Dotted names of the functions that are declared pure. */
    readonly pure?: readonly string[];
    readonly memo?: { readonly ttlMs?: number; readonly size?: number };
  };
}

export const environmentRecordPath = ".snakebridge/runtime.json";
