import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

/** The stubs of the standard library and of libraries without types of their own, as pyright has them inside. */
export interface Typeshed {
  readonly folder: string;
  /** Script of the language server that infers what nobody has written down. */
  readonly server: string;
  /** `"pyright 1.1.414"` */
  readonly source: string;
}

/** Where a package manager that hoists nothing puts what snakebridge depends on: beside it. */
const besideSnakebridge = fileURLToPath(new URL("../../../../pyright", import.meta.url));

/**
 * Finds pyright where the project, or a folder above it, has it installed, or where it came with snakebridge;
 * `undefined` when it was left out.
 */
export function findTypeshed(root: string, beside: string = besideSnakebridge): Typeshed | undefined {
  for (let folder = root; ; folder = dirname(folder)) {
    const found = typeshedOf(join(folder, "node_modules/pyright"));
    if (found !== undefined) return found;
    if (dirname(folder) === folder) return typeshedOf(beside);
  }
}

function typeshedOf(pyright: string): Typeshed | undefined {
  const folder = join(pyright, "dist/typeshed-fallback");
  if (!existsSync(join(folder, "stdlib"))) return undefined;
  try {
    const { version } = JSON.parse(readFileSync(join(pyright, "package.json"), "utf8")) as {
      version: string;
    };
    return { folder, server: join(pyright, "langserver.index.js"), source: `pyright ${version}` };
  } catch {
    return undefined;
  }
}
