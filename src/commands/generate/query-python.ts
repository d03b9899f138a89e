import type { Progress } from "../../diagnostics/progress.ts";
import type { Environment } from "../../environment/ensure-environment.ts";
import { installedDistributions } from "../../environment/python/distribution-versions.ts";
import type { Answer, Query } from "../../facts/facts.ts";
import type { Config } from "../../project/config/config.ts";
import type { Typeshed } from "../../stages/introspect/find-typeshed.ts";
import { libraryOf } from "../../stages/resolve/demands.ts";

type Declarations = Readonly<Record<string, string>>;

export interface QueryResults {
  /** One per query, in order. */
  readonly answers: readonly Answer[];
  /** Seconds that Python took for each library, its import included, by import name. */
  readonly seconds: ReadonlyMap<string, number>;
  /** By distribution, its modules; filled only if a module was not found. */
  readonly provided: ReadonlyMap<string, readonly string[]>;
}

/** Introspects the queries in the environment's Python; starts no process without queries. */
export async function queryPython(
  { python, existing }: Pick<Environment, "python" | "existing">,
  queries: readonly Query[],
  config: Config,
  typeshed: Typeshed | undefined,
  progress: Progress,
): Promise<QueryResults> {
  const seconds = new Map<string, number>();
  if (queries.length === 0) return { answers: [], seconds, provided: new Map() };
  const { introspect } = await import("../../stages/introspect/introspect.ts");
  let last = performance.now();
  const answers = await introspect(python, queries, {
    progress,
    typeshed: typeshed?.folder,
    bytecode: existing?.bytecode,
    declarations: Object.assign(
      {},
      ...config.libraries.map((library) => library.declarations),
    ) as Declarations,
    onAnswer: ({ module }) => {
      const now = performance.now();
      const library = libraryOf(module, config)?.name ?? module;
      seconds.set(library, (seconds.get(library) ?? 0) + (now - last) / 1000);
      last = now;
    },
  });
  const isAbsent = answers.some((answer) => "failed" in answer && answer.failed.reason === "not-found");
  const distributions = isAbsent ? await installedDistributions({ python, existing }) : [];
  return { answers, seconds, provided: new Map(distributions.map(({ name, modules }) => [name, modules])) };
}
