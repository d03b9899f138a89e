import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

/** pyright's bundled stubs: of the standard library, and of libraries without types. */
export interface Typeshed {
  readonly folder: string;
  /** Script of the language server, which infers types that are not declared. */
  readonly server: string;
  /** `"pyright 1.1.414"` */
  readonly source: string;
}

/** The location of pyright under a package manager that does not hoist dependencies: next to snakebridge. */
const siblingPyright = fileURLToPath(new URL("../../../../pyright", import.meta.url));

/**
 * Finds pyright in the project, in a folder above it, or next to snakebridge. Returns `undefined` if it is not
 * installed.
 */
export function findTypeshed(root: string, sibling: string = siblingPyright): Typeshed | undefined {
  for (let folder = root; ; folder = dirname(folder)) {
    const typeshed = typeshedOf(join(folder, "node_modules/pyright"));
    if (typeshed !== undefined) return typeshed;
    if (dirname(folder) === folder) return typeshedOf(sibling);
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
