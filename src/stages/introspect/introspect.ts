import type { z } from "zod";
import type { Progress } from "../../diagnostics/progress.ts";
import { silentProgress } from "../../diagnostics/progress.ts";
import type { Answer, ImportFailure, Query } from "../../facts/facts.ts";
import { resultLine } from "../../facts/facts-schema.ts";
import { type ResultLine, runIntrospector } from "./run-introspector.ts";

/** Why there is no answer. */
interface Failed {
  readonly failed: ImportFailure;
}

export interface IntrospectOptions {
  /** Limit for each question, its library's import included. Default 60,000. */
  readonly timeoutMs?: number;
  readonly progress?: Progress;
  /** Folder of stubs for what has no types of its own. */
  readonly typeshed?: string | undefined;
  /** What the configuration declares, by module, in the syntax of stubs. */
  readonly declarations?: Readonly<Record<string, string>>;
  /** Folder for what Python compiles, where nothing may be written into the environment. */
  readonly bytecode?: string | undefined;
  /** Called as each answer comes; the queries of one library are answered together. */
  readonly onAnswer?: (query: Query) => void;
}

interface Question {
  readonly query: Query;
  readonly library: string;
  /** Place in the caller's list. */
  readonly place: number;
}

/**
 * Asks Python what the queries mean; one answer a query, in order. One warm process answers all. Where a library ends,
 * blocks or breaks it, that library's questions fail by name, and a fresh process goes on with the others. A library
 * that fails behind another one is tried in a process of its own before that is believed.
 */
export async function introspect(
  python: string,
  queries: readonly Query[],
  options: IntrospectOptions = {},
): Promise<Answer[]> {
  return await ask(python, queries, resultLine, options);
}

/** The same for questions of another sort, `about` something, and their answers. */
export async function ask<Found>(
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
  const deaths = new Map<string, number>();
  let open = byLibrary(queries);
  let doubted: Question[] = [];
  announce(open, progress);
  while (open.length > 0 || doubted.length > 0) {
    if (open.length === 0) [open, doubted] = [doubted, []];
    const run = await runIntrospector(
      python,
      open.map(({ query }) => query),
      {
        timeoutMs,
        typeshed,
        schema,
        declarations,
        bytecode,
        onAnswer: (index, answer) => {
          const { place, query } = open[index]!;
          answers[place] = answer;
          onAnswer?.(query);
        },
      },
    );
    doubted.push(...spoiltQuestions(open.slice(0, run.answered), ({ place }) => answers[place]));
    const [broken, ...rest] = open.slice(run.answered);
    if (!broken) {
      open = [];
      continue;
    }
    const failure: ImportFailure = { module: broken.query.module, ...(run.failure ?? ended) };
    const deadly = (deaths.get(broken.library) ?? 0) + 1;
    deaths.set(broken.library, deadly);
    // A library that has answered before may only have one bad part; one that breaks twice is given up.
    const isPart =
      deadly === 1 && open.slice(0, run.answered).some(({ library }) => library === broken.library);
    const failed = isPart ? [broken] : [broken, ...rest.filter(({ library }) => library === broken.library)];
    for (const { place } of failed) answers[place] = { failed: failure };
    open = rest.filter((question) => !failed.includes(question));
  }
  return answers as (Found | Failed)[];
}

/**
 * Questions to be asked once more, in another process: those of libraries of which nothing was found, where another one was
 * imported before that may have changed what they need. The first of a process has only itself to blame.
 */
function spoiltQuestions(
  asked: readonly Question[],
  answerOf: (question: Question) => unknown,
): readonly Question[] {
  const failed = (question: Question): boolean => "failed" in Object(answerOf(question));
  const sound = new Set(asked.filter((each) => !failed(each)).map(({ library }) => library));
  return asked.filter(({ library }) => library !== asked[0]?.library && !sound.has(library));
}

const ended = { reason: "protocol", message: "the introspector ended without an answer" } as const;

/** Questions of one library stand together, libraries in the order of their first question. */
function byLibrary(queries: readonly Query[]): Question[] {
  const groups = new Map<string, Question[]>();
  queries.forEach((query, place) => {
    const [library = query.module] = query.module.split(".");
    groups.set(library, [...(groups.get(library) ?? []), { query, library, place }]);
  });
  return [...groups.values()].flat();
}

function announce(questions: readonly Question[], progress: Progress): void {
  const libraries = [...new Set(questions.map(({ library }) => library))];
  if (libraries.length > 0) progress.step(`Introspecting ${libraries.join(", ")}`);
}
