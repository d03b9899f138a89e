import type { Location } from "../../diagnostics/diagnostic.ts";

/**
 * One use of a Python module in a TypeScript source.
 * `import { linalg } from "#py/numpy"; linalg.norm(x)` is `{ module: "numpy", path: ["linalg", "norm"] }`.
 */
export interface Use {
  /** The dotted Python module that the specifier resolves to. */
  readonly module: string;
  /** The environment that the specifier names; absent if it names none. */
  readonly environment?: string | undefined;
  /** The TypeScript names that follow, if they are static; empty for a bare namespace. */
  readonly path: readonly string[];
  /** `type` if only types are used. */
  readonly kind: "value" | "type";
  readonly location: Location;
}
