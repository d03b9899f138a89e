import type { AcceleratorKind } from "../../shared/accelerators/accelerator.ts";

/** `snakebridge.lock`: the identity of the environment. Committed, JSON, sorted, one package a line where it helps review. */
export interface Lock {
  readonly format: 1;
  readonly generator: { readonly version: string; readonly hash: string };
  /** Hash of the options that decide what is generated and installed. */
  readonly options: string;
  /** By environment name; today only `default`. */
  readonly environments: Readonly<Record<string, LockedEnvironment>>;
}

export interface LockedEnvironment {
  readonly python: { readonly requirement: string; readonly version: string };
  /** What was asked for: `name[extra]range`, sorted; worker dependencies included. */
  readonly requirements: readonly string[];
  /** Packages that were uploaded later were not to be chosen: as the configuration says it. */
  readonly excludeNewer?: string;
  /** For what builds of torch were chosen: as the configuration says it. */
  readonly accelerator?: AcceleratorKind;
  /** Distributions that were built from source, as the configuration allows it. */
  readonly builds?: readonly string[];
  /** Tags of the one Python and platform that the packages were resolved for, by pip. Absent: for all. */
  readonly resolvedFor?: string;
  /** The environment belongs to somebody else: `packages` is what was found there, without hashes. */
  readonly unmanaged?: true;
  /** What its worker needs beside it. */
  readonly beside?: readonly LockedPackage[];
  /** Transitive, sorted by name then version; several of one name differ by marker. */
  readonly packages: readonly LockedPackage[];
  /** How symbols are called, as a checksum by `"module:name"`: a worker compares each that is used. Absent: there are none. */
  readonly symbols?: Readonly<Record<string, string>>;
  /** By platform, e.g. `linux-x86_64-gnu`; another machine's row never fails a check. */
  readonly platforms: Readonly<Record<string, LockedPlatform>>;
}

export interface LockedPackage {
  readonly name: string;
  readonly version: string;
  readonly marker?: string;
  /** `sha256:…`, sorted, for all platforms; none of what was found in an environment that is not managed. */
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
      /** The newest CUDA that the driver serves; the ROCm that is installed. */
      readonly runtime?: string;
      readonly devices: readonly string[];
      /** What code has to be compiled for, each once: `9.0`, `gfx942`. */
      readonly capabilities?: readonly string[];
    };
