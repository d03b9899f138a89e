/** The namespace of the TypeScript API: ts-morph's in the CLI, or that of the compiler that runs the plugin. */
export type TypeScript = typeof import("ts-morph").ts;

/**
 * An export of a module: the specifier as written, and the names that follow. Without names: the module's namespace.
 */
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

/** A use of an imported name in a source. */
export interface Reference extends Target, Span {
  readonly kind: "value" | "type";
  /** The name of the accessed member is computed at run time. */
  readonly computed?: true;
}

/**
 * Everything that the text of one source determines: the names that it imports, uses and exports. Plain data, cached
 * by the text's hash; specifiers are resolved later.
 */
export interface SourceScan {
  readonly references: readonly Reference[];
  /** Targets by exported name; `null` for a declaration of this file. */
  readonly exports: readonly (readonly [name: string, target: Target | null])[];
  /** Specifiers of `export * from`. */
  readonly stars: readonly string[];
  /** Names of the members that the source accesses on any object, sorted. */
  readonly members: readonly string[];
  readonly syntaxErrors: readonly (Span & { readonly message: string })[];
}
