import type { SymbolFacts } from "../introspect/facts.ts";

/** Everything that the emitter needs to know, and nothing that differs between machines. Committed. */
export interface Manifest {
  readonly format: 1;
  /** By import name: what was introspected. `version` absent for the standard library, `python` then says which. */
  readonly libraries: Readonly<
    Record<string, { readonly distribution?: string; readonly version?: string; readonly python?: string }>
  >;
  /** By `"module:name"`, or `"module:"` for a module itself; sorted. */
  readonly symbols: Readonly<Record<string, ManifestSymbol>>;
}

/** Facts, and the TypeScript name where it differs from Python's. */
export type ManifestSymbol = SymbolFacts & { readonly tsName?: string };
