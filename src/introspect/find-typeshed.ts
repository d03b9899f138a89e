import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";

/** The stubs of the standard library and of libraries without types of their own, as pyright has them inside. */
export interface Typeshed {
  readonly folder: string;
  /** Script of the language server that infers what nobody has written down. */
  readonly server: string;
  /** `"pyright 1.1.414"` */
  readonly source: string;
}

/** Finds pyright where the project, or a folder above it, has it installed; `undefined` when none has. */
export function findTypeshed(root: string): Typeshed | undefined {
  for (let folder = root; ; folder = dirname(folder)) {
    const found = typeshedOf(join(folder, "node_modules/pyright"));
    if (found !== undefined || dirname(folder) === folder) return found;
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
