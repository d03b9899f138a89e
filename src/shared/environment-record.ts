/** The environment of the libraries that stand in no named one. */
export const defaultEnvironment = "default";

/**
 * `.snakebridge/runtime.json`: what the build side tells the run time about the environments it made. Never committed,
 * so absolute paths are right here.
 */
export interface EnvironmentRecord extends Partial<EnvironmentOfRecord> {
  readonly format: 1;
  /** `false`: no ledger is kept, not in development either. */
  readonly ledger?: false;
  /** The named environments; the one without a name stands above, where there is one. */
  readonly environments?: Readonly<Record<string, EnvironmentOfRecord>>;
}

export interface EnvironmentOfRecord {
  /** Absolute path of the interpreter. */
  readonly python: string;
  /** Absolute path of the lock, and its section in which a worker finds how symbols are called. */
  readonly lock?: { readonly path: string; readonly environment: string };
  /** Only of an environment that belongs to somebody else, into which nothing is written. */
  readonly existing?: {
    /** Folder for what Python compiles. */
    readonly bytecode: string;
    /** Folder of what a worker needs and the environment does not have. */
    readonly beside?: string;
  };
  readonly pool: {
    readonly workers: number;
    readonly carrier: "auto" | "lane" | "grpc";
    readonly timeoutMs?: number;
    /** Dotted names of functions that are declared pure. */
    readonly pure?: readonly string[];
    readonly memo?: { readonly ttlMs?: number; readonly size?: number };
  };
}

export const environmentRecordPath = ".snakebridge/runtime.json";
