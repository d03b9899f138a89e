import type { SymbolFacts } from "../../facts/facts.ts";

/** The introspected version of a library; for the standard library, `python` has the version instead. */
export interface LibraryRecord {
  readonly distribution?: string;
  readonly version?: string;
  readonly python?: string;
  /** Address of its documentation. */
  readonly page?: string;
  /** The type checker whose stubs and inference were used: `"pyright 1.1.414"`. */
  readonly stubs?: string;
  /** Hash of the configuration's declarations about it. */
  readonly declarations?: string;
}

/** Everything that the emitter needs, and nothing that differs between machines. Committed. */
export interface Manifest {
  readonly format: 1;
  /** By import name. */
  readonly libraries: Readonly<Record<string, LibraryRecord>>;
  /** By `"module:name"`, or `"module:"` for a module itself; sorted. */
  readonly symbols: Readonly<Record<string, ManifestSymbol>>;
  /**
   * Reachable classes, by their name in types: the key of the class, or `null` if Python does not have it. Absent: there
   * are none.
   */
  readonly reached?: Readonly<Record<string, string | null>>;
  /** Sorted keys of promoted symbols; they stay even if no source uses them. */
  readonly promoted?: readonly string[];
}

/** Facts, and the TypeScript name where it differs from Python's. */
export type ManifestSymbol = SymbolFacts & { readonly tsName?: string };

export const manifestFormat = 1;

/** The manifest of a project before its first `generate`. */
export const emptyManifest: Manifest = { format: manifestFormat, libraries: {}, symbols: {} };
