/** The parser's namespace. The CLI gives ts-morph's, a compiler host the one that it runs in. */
export type TypeScript = typeof import("ts-morph").ts;

/** Something that a module exports: the specifier as written, and names that follow; empty: its namespace. */
export interface Target {
  readonly specifier: string;
  readonly path: readonly string[];
}

/** Lines and columns count from 1. */
export interface Span {
  readonly line: number;
  readonly column: number;
  readonly length: number;
}

/** A place in a source that uses an imported name. */
export interface Reference extends Target, Span {
  readonly kind: "value" | "type";
  /** A member follows whose name only the running program knows. */
  readonly computed?: true;
}

/**
 * All that can be said of one source by its text alone: which names of which specifiers it uses and passes on. Plain
 * data, to be cached by the text's hash; what a specifier means is decided later.
 */
export interface SourceScan {
  readonly references: readonly Reference[];
  /** By exported name; `null`: made in this file. */
  readonly exports: readonly (readonly [name: string, target: Target | null])[];
  /** Specifiers of `export * from`. */
  readonly stars: readonly string[];
  /** Names of the members that it takes of any object, sorted. */
  readonly members: readonly string[];
  readonly syntaxErrors: readonly (Span & { readonly message: string })[];
}
