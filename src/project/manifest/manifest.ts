import type { SymbolFacts } from "../../facts/facts.ts";

/** What was introspected: `version` is absent for the standard library, `python` then says which. */
export interface LibraryRecord {
  readonly distribution?: string;
  readonly version?: string;
  readonly python?: string;
  /** Address of its own documentation. */
  readonly page?: string;
  /** Whose stubs were at hand, and whose inference: `"pyright 1.1.414"`. */
  readonly stubs?: string;
  /** Hash of what the configuration declares about it. */
  readonly declarations?: string;
}

/** Everything that the emitter needs to know, and nothing that differs between machines. Committed. */
export interface Manifest {
  readonly format: 1;
  /** By import name. */
  readonly libraries: Readonly<Record<string, LibraryRecord>>;
  /** By `"module:name"`, or `"module:"` for a module itself; sorted. */
  readonly symbols: Readonly<Record<string, ManifestSymbol>>;
  /**
   * Classes that are here because others give them, by the name that types have for them: their key, or `null` for one
   * that Python did not have. Absent: there are none.
   */
  readonly reached?: Readonly<Record<string, string | null>>;
  /** Keys of symbols that `promote` has taken from the ledger, sorted: they stay, whatever the sources use. */
  readonly promoted?: readonly string[];
}

/** Facts, and the TypeScript name where it differs from Python's. */
export type ManifestSymbol = SymbolFacts & { readonly tsName?: string };

export const manifestFormat = 1;

/** The manifest of a project in which nothing was generated yet. */
export const emptyManifest: Manifest = { format: manifestFormat, libraries: {}, symbols: {} };
