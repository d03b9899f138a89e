import { dirname, join } from "node:path";
import type { Answer } from "../../src/facts/facts.ts";
import {
  type CheckerSetup,
  type InferOptions,
  type Inferred,
  openInference,
} from "../../src/stages/infer/inference.ts";
import { findTypeshed } from "../../src/stages/introspect/find-typeshed.ts";

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

/** Infers with a checker that is started for these answers only. */
export async function inferOnce(
  answers: readonly Answer[],
  setup: CheckerSetup,
  options: InferOptions = {},
): Promise<Inferred> {
  const inference = openInference(setup, options);
  try {
    return await inference.infer(answers);
  } finally {
    inference.end();
  }
}
