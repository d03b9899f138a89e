import type { Location } from "../../diagnostics/diagnostic.ts";

/**
 * One use of a Python module in a TypeScript source.
 * `import { linalg } from "#py/numpy"; linalg.norm(x)` is `{ module: "numpy", path: ["linalg", "norm"] }`.
 */
export interface Use {
  /** Dotted Python module that the specifier means. */
  readonly module: string;
  /** The environment that the specifier names; absent where it names none. */
  readonly environment?: string | undefined;
  /** TypeScript names that follow, as far as they can be seen; empty for a bare namespace. */
  readonly path: readonly string[];
  /** `type` when only types are used. */
  readonly kind: "value" | "type";
  readonly location: Location;
}
