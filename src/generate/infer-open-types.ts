import { dirname, join } from "node:path";
import type { Config } from "../config/config.ts";
import { type Diagnostic, diagnostic } from "../diagnostics/diagnostic.ts";
import type { Environment } from "../environment/ensure-environment.ts";
import { minorOf } from "../environment/python-requirement.ts";
import { inferTypes } from "../infer/infer-types.ts";
import type { Answer } from "../introspect/facts.ts";
import type { Typeshed } from "../introspect/find-typeshed.ts";
import type { Progress } from "../shared/progress.ts";

export interface OpenTypes {
  readonly answers: readonly Answer[];
  readonly diagnostics: readonly Diagnostic[];
  /** Import names of libraries of which something could not be asked. */
  readonly unfinished: readonly string[];
}

/** Lets the project's checker, where it has one, infer the types that Python's answers leave open. */
export async function inferOpenTypes(
  answers: readonly Answer[],
  config: Config,
  { python, locked }: Environment,
  typeshed: Typeshed | undefined,
  progress: Progress,
): Promise<OpenTypes> {
  if (typeshed === undefined || answers.length === 0) return { answers, diagnostics: [], unfinished: [] };
  const setup = {
    source: typeshed.source,
    script: typeshed.server,
    typeshed: typeshed.folder,
    folder: join(config.root, ".snakebridge/cache/checker"),
    environment: dirname(dirname(python)),
    python,
    pythonVersion: minorOf(locked.python.version),
    packages: locked.packages,
  };
  const inference = await inferTypes(answers, setup, { progress });
  if (inference.failure === undefined) return { answers: inference.answers, diagnostics: [], unfinished: [] };
  const { error, libraries } = inference.failure;
  const message = `${typeshed.source} has not inferred all types of ${libraries.join(", ")}: ${error.message}.`;
  const detail = error.detail === "" ? {} : { detail: error.detail };
  return {
    answers: inference.answers,
    diagnostics: [diagnostic("SB4007", message, detail)],
    unfinished: libraries,
  };
}
