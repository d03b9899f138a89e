import { dirname, join } from "node:path";
import type { Answer } from "../../src/facts/facts.ts";
import {
  type CheckerSetup,
  type InferenceResult,
  type InferOptions,
  openInferenceSession,
} from "../../src/stages/infer/inference.ts";
import { findTypeshed } from "../../src/stages/introspect/find-typeshed.ts";

/** The pyright of this repository, set up for an environment. */
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

/** Infers with a checker that is started only for these answers. */
export async function inferOnce(
  answers: readonly Answer[],
  setup: CheckerSetup,
  options: InferOptions = {},
): Promise<InferenceResult> {
  const inference = openInferenceSession(setup, options);
  try {
    return await inference.infer(answers);
  } finally {
    inference.end();
  }
}
