import { dirname, join } from "node:path";
import { type Diagnostic, diagnostic } from "../../diagnostics/diagnostic.ts";
import type { Progress } from "../../diagnostics/progress.ts";
import type { Environment } from "../../environment/ensure-environment.ts";
import type { Answer } from "../../facts/facts.ts";
import type { Config } from "../../project/config/config.ts";
import { minorOf } from "../../project/config/python-requirement.ts";
import { openInferenceSession } from "../../stages/infer/inference.ts";
import type { CheckerError } from "../../stages/infer/server-process.ts";
import type { Typeshed } from "../../stages/introspect/find-typeshed.ts";

/** Infers missing types of Python's answers with the project's type checker, if it has one. */
export interface TypeInference {
  readonly infer: (answers: readonly Answer[]) => Promise<readonly Answer[]>;
  readonly diagnostics: () => readonly Diagnostic[];
  /** Import names of libraries whose inference is incomplete. */
  readonly unfinished: ReadonlySet<string>;
  readonly end: () => void;
}

export function openTypeInference(
  config: Config,
  { python, existing, locked }: Environment,
  typeshed: Typeshed | undefined,
  progress: Progress,
): TypeInference {
  const unfinished = new Set<string>();
  if (typeshed === undefined)
    return { infer: async (answers) => answers, diagnostics: () => [], unfinished, end: () => {} };
  const inference = openInferenceSession(
    {
      source: typeshed.source,
      script: typeshed.server,
      typeshed: typeshed.folder,
      folder: join(config.root, ".snakebridge/cache/checker"),
      environment: dirname(dirname(python)),
      python,
      existing,
      pythonVersion: minorOf(locked.python.version),
      packages: locked.packages,
    },
    { progress },
  );
  let error: CheckerError | undefined;
  return {
    unfinished,
    end: inference.end,
    async infer(answers) {
      const { answers: inferred, failure } = await inference.infer(answers);
      error ??= failure?.error;
      for (const library of failure?.libraries ?? []) unfinished.add(library);
      return inferred;
    },
    diagnostics: () => (error === undefined ? [] : [incompleteInference(typeshed, unfinished, error)]),
  };
}

function incompleteInference(
  { source }: Typeshed,
  libraries: ReadonlySet<string>,
  error: CheckerError,
): Diagnostic {
  const names = [...libraries].sort().join(", ");
  return diagnostic("SB4007", `${source} did not infer all types of ${names}: ${error.message}.`, {
    ...(error.detail === "" ? {} : { detail: error.detail }),
  });
}
