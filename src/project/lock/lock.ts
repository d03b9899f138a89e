import type { AcceleratorKind } from "../../shared/accelerators/accelerator.ts";

/** `snakebridge.lock`: the identity of the environments. Committed JSON, sorted, with one package per line. */
export interface Lock {
  readonly format: 1;
  readonly generator: { readonly version: string; readonly hash: string };
  /** Hash of the options that decide what is generated and installed. */
  readonly options: string;
  /** By environment name. */
  readonly environments: Readonly<Record<string, LockedEnvironment>>;
}

export interface LockedEnvironment {
  readonly python: { readonly requirement: string; readonly version: string };
  /** The requirements: `name[extra]range`, sorted; the worker's included. */
  readonly requirements: readonly string[];
  /** The configuration's limit for upload times. */
  readonly excludeNewer?: string;
  /** The configuration's accelerator, which selected the builds of torch. */
  readonly accelerator?: AcceleratorKind;
  /** Distributions that were built from source, as the configuration allows. */
  readonly builds?: readonly string[];
  /** Tags of the only Python and platform that pip resolved the packages for. Absent: for all. */
  readonly resolvedFor?: string;
  /** An existing environment: `packages` lists what was found there, without hashes. */
  readonly unmanaged?: true;
  /** Packages that the worker needs in addition to an existing environment. */
  readonly beside?: readonly LockedPackage[];
  /** Transitive, sorted by name then version; several of one name differ by marker. */
  readonly packages: readonly LockedPackage[];
  /** API checksums by `"module:name"`; a worker compares the checksum of each symbol that is used. */
  readonly symbols?: Readonly<Record<string, string>>;
  /** By platform, e.g. `linux-x86_64-gnu`; another machine's row never fails a check. */
  readonly platforms: Readonly<Record<string, LockedPlatform>>;
}

export interface LockedPackage {
  readonly name: string;
  readonly version: string;
  readonly marker?: string;
  /** `sha256:…`, sorted, for all platforms; empty for packages of an existing environment. */
  readonly hashes: readonly string[];
}

export interface LockedPlatform {
  /** Interpreter and platform tags, e.g. `cp311-cp311-linux_x86_64`. */
  readonly tags: string;
  readonly accelerator: LockedAccelerator;
}

export type LockedAccelerator =
  | { readonly kind: "cpu" | "mps" }
  | {
      readonly kind: "cuda" | "rocm";
      readonly driver?: string;
      /** The newest CUDA version that the driver supports, or the installed ROCm version. */
      readonly runtime?: string;
      readonly devices: readonly string[];
      /** The compilation targets, without duplicates: `9.0`, `gfx942`. */
      readonly capabilities?: readonly string[];
    };
