import { basename, dirname } from "node:path";
import { type Progress, silentProgress } from "../../diagnostics/progress.ts";
import type { Answer, TypeFacts } from "../../facts/facts.ts";
import { generatorIdentity } from "../../project/lock/generator-identity.ts";
import { resolveTypeNames } from "../introspect/resolve-type-names.ts";
import { applyTypes } from "./apply-types.ts";
import { askChecker, type PrintedAnswers } from "./ask-checker.ts";
import { openInferenceCache } from "./inference-cache.ts";
import { type LanguageServer, startLanguageServer } from "./language-server.ts";
import { namesIn, type PrintedType } from "./printed-type.ts";
import { type Question, questionsOf } from "./questions.ts";
import { CheckerError } from "./server-process.ts";
import { softBuiltins } from "./soft-builtins.ts";
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
  /** Only of an environment that belongs to somebody else. */
  readonly existing?: { readonly sitePackages: readonly string[]; readonly bytecode: string } | undefined;
}

export interface InferOptions {
  readonly progress?: Progress;
  /** Limit for some fifty questions, the reading of their libraries included. Default 120,000. */
  readonly timeoutMs?: number;
  /** No more is asked after so long of asking. Default 300,000. */
  readonly totalMs?: number;
}

/** What became of some answers. */
export interface Inferred {
  readonly answers: readonly Answer[];
  /** Why some questions have no answer, and the libraries that they are about. */
  readonly failure?: { readonly error: CheckerError; readonly libraries: readonly string[] };
}

/** A checker for one run. Its process is started only when something is asked that was not asked before. */
export interface Inference {
  /** Adds what can be inferred to what Python's answers leave open. */
  readonly infer: (answers: readonly Answer[]) => Promise<Inferred>;
  /** Ends the process. */
  readonly end: () => void;
}

/** So many that a library which stops the checker takes few others with it. */
const batchSize = 50;

export function openInference(setup: CheckerSetup, options: InferOptions = {}): Inference {
  const { source, pythonVersion, packages } = setup;
  const { progress = silentProgress, timeoutMs = 120_000, totalMs = 300_000 } = options;
  const versions = packages.map(({ name, version }) => `${name} ${version}`).sort();
  const identity = [generatorIdentity().hash, source, pythonVersion, versions];
  let starting: Promise<LanguageServer> | undefined;
  let server: LanguageServer | undefined;
  let broken: CheckerError | undefined;
  let left = totalMs;
  let batches = 0;

  const ask = async (batch: readonly Question[]): Promise<PrintedAnswers> => {
    if (left <= 0) throw new CheckerError(`not done within ${totalMs / 1000} s`);
    const begin = performance.now();
    starting ??= start(setup, timeoutMs);
    server = await starting;
    const answers = await askChecker(server, batch, `probe_${batches++}`);
    left -= performance.now() - begin;
    return answers;
  };

  const askAll = async (questions: readonly Question[]): Promise<Asked> => {
    const printed = new Map<Question, readonly PrintedType[]>();
    const what = `Inferring types of ${librariesOf(questions).join(", ")} with ${source}`;
    let at = 0;
    try {
      for (; at < questions.length; at += batchSize) {
        if (broken) throw broken;
        progress.step(questions.length > batchSize ? `${what}: ${at} of ${questions.length}` : what);
        const batch = questions.slice(at, at + batchSize);
        for (const [question, types] of await ask(batch)) printed.set(question, types);
        for (const question of batch) if (!printed.has(question)) printed.set(question, []);
      }
      return { printed };
    } catch (error) {
      if (!(error instanceof CheckerError)) throw error;
      // What stops the checker is not asked again on this machine: the next run comes further.
      const stopped =
        server !== undefined && broken === undefined && left > 0 ? questions.slice(at, at + batchSize) : [];
      for (const question of stopped) printed.set(question, []);
      broken = error;
      return { printed, failure: { error, libraries: librariesOf(questions.slice(at)) } };
    }
  };

  return {
    end: () => server?.end(),
    async infer(answers) {
      const questions = questionsOf(answers);
      if (questions.length === 0) return { answers };
      const cache = await openInferenceCache(identity);
      const open = questions.filter(({ key }) => !cache.types.has(key));
      const { printed, failure } = await askAll(open);
      const inferred = await factsOf(printed, setup);
      await cache.add(inferred);
      const known = new Map([...cache.types, ...inferred]);
      const types = new Map(
        [...known].flatMap(([key, type]) => (type === null ? [] : [[key, type] as const])),
      );
      return { answers: applyTypes(answers, types), ...(failure === undefined ? {} : { failure }) };
    },
  };
}

interface Asked {
  /** Nothing for what the checker does not know, or did not survive. */
  readonly printed: ReadonlyMap<Question, readonly PrintedType[]>;
  readonly failure?: NonNullable<Inferred["failure"]>;
}

async function start(setup: CheckerSetup, timeoutMs: number): Promise<LanguageServer> {
  const overlay = setup.typeshed === undefined ? [] : await softBuiltins(setup.typeshed);
  return await startLanguageServer({ ...setup, timeoutMs, configuration: configurationOf(setup), overlay });
}

/** The same on every machine: nothing here depends on the platform, and no Python is started. */
function configurationOf({ environment, pythonVersion, existing }: CheckerSetup): object {
  return {
    // With a folder that is named, the checker starts no Python to ask for one.
    venvPath: dirname(environment),
    venv: basename(environment),
    // Whoever made the environment may have put packages elsewhere than we would.
    ...(existing ? { extraPaths: existing.sitePackages } : {}),
    pythonVersion,
    pythonPlatform: "All",
    typeCheckingMode: "basic",
  };
}

/** Python says which classes the names mean: they may be known under others, or stand for classes of any kind. */
async function factsOf(
  printed: Asked["printed"],
  { python, typeshed, existing }: CheckerSetup,
): Promise<ReadonlyMap<string, TypeFacts | null>> {
  const names = [...namesIn([...printed.values()].flat())].filter((name) => name.includes("."));
  const types = await resolveTypeNames(python, names.sort(), { typeshed, bytecode: existing?.bytecode });
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
