import { dirname, join } from "node:path";
import type { CheckerSetup } from "../../src/infer/infer-types.ts";
import { findTypeshed } from "../../src/introspect/find-typeshed.ts";

/** The pyright of this repository, on an environment. */
export function checkerOf(python: string, version: string, folder: string): CheckerSetup {
  const typeshed = findTypeshed(join(import.meta.dirname, "../.."))!;
  return {
    source: typeshed.source,
    script: typeshed.server,
    typeshed: typeshed.folder,
    folder: join(folder, "checker"),
    environment: dirname(dirname(python)),
    python,
    pythonVersion: version,
    packages: [],
  };
}
