import { basename, dirname } from "node:path";
import type { Answer, TypeFacts } from "../introspect/facts.ts";
import { resolveTypeNames } from "../introspect/resolve-type-names.ts";
import { generatorIdentity } from "../lock/generator-identity.ts";
import { type Progress, silentProgress } from "../shared/progress.ts";
import { applyTypes } from "./apply-types.ts";
import { askChecker } from "./ask-checker.ts";
import { openInferenceCache } from "./inference-cache.ts";
import { type LanguageServer, startLanguageServer } from "./language-server.ts";
import { namesIn, type PrintedType } from "./printed-type.ts";
import { type Question, questionsOf } from "./questions.ts";
import { CheckerError } from "./server-process.ts";
import { toTypeFacts, unionFacts } from "./type-facts.ts";

/** A checker of types, and the environment that it looks at without running anything of it. */
export interface CheckerSetup {
  /** `"pyright 1.1.414"` */
  readonly source: string;
  /** Script of its language server. */
  readonly script: string;
  /** Folder for its configuration. */
  readonly folder: string;
  /** Folder of the environment, and its Python. */
  readonly environment: string;
  readonly python: string;
  /** `"3.11"` */
  readonly pythonVersion: string;
  /** Everything that is installed there. */
  readonly packages: readonly { readonly name: string; readonly version: string }[];
  readonly typeshed?: string | undefined;
}

export interface InferOptions {
  readonly progress?: Progress;
  /** Limit for some fifty questions, the reading of their libraries included. Default 120,000. */
  readonly timeoutMs?: number;
  /** No more is asked after so long. Default 300,000. */
  readonly totalMs?: number;
}

export interface Inference {
  readonly answers: readonly Answer[];
  /** Why some questions have no answer, and the libraries that they are about. */
  readonly failure?: { readonly error: CheckerError; readonly libraries: readonly string[] };
}

/** So many that a library which stops the checker takes few others with it. */
const batchSize = 50;

/**
 * Lets a checker infer what Python's answers leave open. Its process is started only when something is to be asked that was
 * not asked before in such an environment, and is gone when this returns.
 */
export async function inferTypes(
  answers: readonly Answer[],
  setup: CheckerSetup,
  options: InferOptions = {},
): Promise<Inference> {
  const questions = questionsOf(answers);
  if (questions.length === 0) return { answers };
  const { source, pythonVersion, packages } = setup;
  const versions = packages.map(({ name, version }) => `${name} ${version}`).sort();
  const cache = await openInferenceCache([generatorIdentity().hash, source, pythonVersion, versions]);
  const open = questions.filter(({ key }) => !cache.types.has(key));
  const { printed, failure } = open.length === 0 ? nothing : await askInBatches(open, setup, options);
  const known = new Map([...cache.types, ...(await factsOf(printed, setup))]);
  await cache.add(known);
  const types = new Map([...known].flatMap(([key, type]) => (type === null ? [] : [[key, type] as const])));
  return { answers: applyTypes(answers, types), ...(failure === undefined ? {} : { failure }) };
}

interface Asked {
  /** Nothing for what the checker does not know, or did not survive. */
  readonly printed: ReadonlyMap<Question, readonly PrintedType[]>;
  readonly failure?: NonNullable<Inference["failure"]>;
}

const nothing: Asked = { printed: new Map() };

async function askInBatches(
  questions: readonly Question[],
  { source, script, folder, environment, pythonVersion }: CheckerSetup,
  { progress = silentProgress, timeoutMs = 120_000, totalMs = 300_000 }: InferOptions,
): Promise<Asked> {
  const what = `Inferring types of ${librariesOf(questions).join(", ")} with ${source}`;
  const printed = new Map<Question, readonly PrintedType[]>();
  const end = performance.now() + totalMs;
  // The same on every machine: nothing here depends on the platform.
  const configuration = {
    venvPath: dirname(environment),
    venv: basename(environment),
    pythonVersion,
    pythonPlatform: "All",
    typeCheckingMode: "basic",
  };
  let server: LanguageServer | undefined;
  let at = 0;
  try {
    server = await startLanguageServer({ script, folder, configuration, timeoutMs });
    for (; at < questions.length; at += batchSize) {
      if (performance.now() >= end) throw new CheckerError(`not done within ${totalMs / 1000} s`);
      const batch = questions.slice(at, at + batchSize);
      progress.step(questions.length > batchSize ? `${what}: ${at} of ${questions.length}` : what);
      // What stops the checker is not asked again on this machine: the next run comes further.
      for (const question of batch) printed.set(question, []);
      for (const [question, types] of await askChecker(server, batch, `probe_${at}`))
        printed.set(question, types);
    }
    return { printed };
  } catch (error) {
    if (!(error instanceof CheckerError)) throw error;
    return { printed, failure: { error, libraries: librariesOf(questions.slice(at)) } };
  } finally {
    server?.end();
  }
}

/** Python says which classes the names mean: they may be known under others, or stand for classes of any kind. */
async function factsOf(
  printed: Asked["printed"],
  { python, typeshed }: CheckerSetup,
): Promise<ReadonlyMap<string, TypeFacts | null>> {
  const names = [...namesIn([...printed.values()].flat())].filter((name) => name.includes("."));
  const types = await resolveTypeNames(python, names.sort(), { typeshed });
  const named = (name: string): TypeFacts | undefined => types.get(name);
  return new Map(
    [...printed].map(([{ key }, results]) => {
      const facts = unionFacts(results.map((type) => toTypeFacts(type, named)));
      return [key, facts.kind === "unknown" || results.length === 0 ? null : facts];
    }),
  );
}

function librariesOf(questions: readonly Question[]): string[] {
  return [...new Set(questions.map(({ key }) => key.split(/[.:]/, 1)[0]!))].sort();
}
