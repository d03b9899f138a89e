/**
 * `.snakebridge/runtime.json`: what the build side tells the run time about the environment it made. Never committed,
 * so absolute paths are right here.
 */
export interface EnvironmentRecord {
  readonly format: 1;
  /** Absolute path of the interpreter. */
  readonly python: string;
  /** `false`: no ledger is kept, not in development either. */
  readonly ledger?: false;
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
