import type { z } from "zod";
import type { Progress } from "../../diagnostics/progress.ts";
import { silentProgress } from "../../diagnostics/progress.ts";
import type { Answer, ImportFailure, Query } from "../../facts/facts.ts";
import { resultLine } from "../../facts/facts-schema.ts";
import { type ResultLine, runIntrospector } from "./run-introspector.ts";

/** The reason why a query has no answer. */
interface Failed {
  readonly failed: ImportFailure;
}

export interface IntrospectOptions {
  /** Limit for each query, including the import of its library. Default 60,000. */
  readonly timeoutMs?: number;
  readonly progress?: Progress;
  /** Folder of stubs for libraries without types. */
  readonly typeshed?: string | undefined;
  /** The declarations in the configuration, by module, in stub syntax. */
  readonly declarations?: Readonly<Record<string, string>>;
  /** Folder for Python's bytecode, if nothing may be written into the environment. */
  readonly bytecode?: string | undefined;
  /** Called for each answer as it arrives. The queries of one library are answered together. */
  readonly onAnswer?: (query: Query) => void;
}

interface Question {
  readonly query: Query;
  readonly library: string;
  /** Index in the caller's list. */
  readonly index: number;
}

/**
 * Runs the queries in Python and resolves to one answer for each, in order. One warm process answers all of them. If
 * a library exits, blocks or crashes it, that library's queries fail by name, and a new process continues with the
 * others. A library that fails after another one was imported is retried in a separate process.
 */
export async function introspect(
  python: string,
  queries: readonly Query[],
  options: IntrospectOptions = {},
): Promise<Answer[]> {
  return await runQueries(python, queries, resultLine, options);
}

/** Runs queries of another kind, which are `about` something, and resolves to their answers. */
export async function runQueries<Found>(
  python: string,
  queries: readonly (Query & { readonly about?: string })[],
  schema: z.ZodType<ResultLine<Found>>,
  options: IntrospectOptions = {},
): Promise<(Found | Failed)[]> {
  const {
    timeoutMs = 60_000,
    progress = silentProgress,
    typeshed,
    declarations,
    bytecode,
    onAnswer,
  } = options;
  const answers: (Found | Failed | undefined)[] = queries.map(() => undefined);
  const failures = new Map<string, number>();
  let pending = groupByLibrary(queries);
  let toRetry: Question[] = [];
  reportLibraries(pending, progress);
  while (pending.length > 0 || toRetry.length > 0) {
    if (pending.length === 0) [pending, toRetry] = [toRetry, []];
    const run = await runIntrospector(
      python,
      pending.map(({ query }) => query),
      {
        timeoutMs,
        typeshed,
        schema,
        declarations,
        bytecode,
        onAnswer: (position, answer) => {
          const { index, query } = pending[position]!;
          answers[index] = answer;
          onAnswer?.(query);
        },
      },
    );
    toRetry.push(...questionsToRetry(pending.slice(0, run.answered), ({ index }) => answers[index]));
    const [failing, ...rest] = pending.slice(run.answered);
    if (!failing) {
      pending = [];
      continue;
    }
    const failure: ImportFailure = { module: failing.query.module, ...(run.failure ?? ended) };
    const failureCount = (failures.get(failing.library) ?? 0) + 1;
    failures.set(failing.library, failureCount);
    // If the library answered before, only this query may be bad. After a second failure, all its queries fail.
    const isPartial =
      failureCount === 1 && pending.slice(0, run.answered).some(({ library }) => library === failing.library);
    const failed = isPartial
      ? [failing]
      : [failing, ...rest.filter(({ library }) => library === failing.library)];
    for (const { index } of failed) answers[index] = { failed: failure };
    pending = rest.filter((question) => !failed.includes(question));
  }
  return answers as (Found | Failed)[];
}

/**
 * Returns the questions to retry in another process: those about libraries for which every query failed. A library
 * that was imported earlier may have changed what they need, so the first library of a process is not retried.
 */
function questionsToRetry(
  asked: readonly Question[],
  answerOf: (question: Question) => unknown,
): readonly Question[] {
  const failed = (question: Question): boolean => "failed" in Object(answerOf(question));
  const answered = new Set(asked.filter((each) => !failed(each)).map(({ library }) => library));
  return asked.filter(({ library }) => library !== asked[0]?.library && !answered.has(library));
}

const ended = { reason: "protocol", message: "the introspector ended without an answer" } as const;

/** Groups the queries by library, in the order of each library's first query. */
function groupByLibrary(queries: readonly Query[]): Question[] {
  const groups = new Map<string, Question[]>();
  queries.forEach((query, index) => {
    const [library = query.module] = query.module.split(".");
    groups.set(library, [...(groups.get(library) ?? []), { query, library, index }]);
  });
  return [...groups.values()].flat();
}

function reportLibraries(questions: readonly Question[], progress: Progress): void {
  const libraries = [...new Set(questions.map(({ library }) => library))];
  if (libraries.length > 0) progress.step(`Introspecting ${libraries.join(", ")}`);
}
