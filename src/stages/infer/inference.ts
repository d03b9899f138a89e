import { basename, dirname } from "node:path";
import { type Progress, silentProgress } from "../../diagnostics/progress.ts";
import type { Answer, TypeFacts } from "../../facts/facts.ts";
import { generatorIdentity } from "../../project/lock/generator-identity.ts";
import { resolveTypeNames } from "../introspect/resolve-type-names.ts";
import { applyTypes } from "./apply-types.ts";
import { askChecker, type PrintedAnswers } from "./ask-checker.ts";
import { builtinsOverlay } from "./builtins-overlay.ts";
import { openInferenceCache } from "./inference-cache.ts";
import { type LanguageServer, startLanguageServer } from "./language-server.ts";
import { namesIn, type PrintedType } from "./printed-type.ts";
import { type Question, questionsOf } from "./questions.ts";
import { CheckerError } from "./server-process.ts";
import { toTypeFacts, unionFacts } from "./type-facts.ts";

/** A type checker and the environment that it analyzes without running any of its code. */
export interface CheckerSetup {
  /** `"pyright 1.1.414"` */
  readonly source: string;
  /** Script of the checker's language server. */
  readonly script: string;
  /** Folder for the checker's configuration. */
  readonly folder: string;
  /** Folder of the environment, and its Python. */
  readonly environment: string;
  readonly python: string;
  /** `"3.11"` */
  readonly pythonVersion: string;
  /** The packages that are installed in the environment. */
  readonly packages: readonly { readonly name: string; readonly version: string }[];
  readonly typeshed?: string | undefined;
  /** Only for an existing environment, which snakebridge does not write into. */
  readonly existing?: { readonly sitePackages: readonly string[]; readonly bytecode: string } | undefined;
}

export interface InferOptions {
  readonly progress?: Progress;
  /** Limit for one batch of questions, including the analysis of their libraries. Default 120,000. */
  readonly timeoutMs?: number;
  /** Limit for all batches together. Default 300,000. */
  readonly totalMs?: number;
}

/** The answers with inferred types. */
export interface InferenceResult {
  readonly answers: readonly Answer[];
  /** The reason why some questions have no answer, and the libraries that they are about. */
  readonly failure?: { readonly error: CheckerError; readonly libraries: readonly string[] };
}

/** A type checker for one run. Its process starts only if the cache lacks an answer. */
export interface InferenceSession {
  /** Adds inferred types to the answers of Python that lack them. */
  readonly infer: (answers: readonly Answer[]) => Promise<InferenceResult>;
  /** Ends the checker's process. */
  readonly end: () => void;
}

/** Small enough that a library that crashes the checker affects few others. */
const batchSize = 50;

export function openInferenceSession(setup: CheckerSetup, options: InferOptions = {}): InferenceSession {
  const { source, pythonVersion, packages } = setup;
  const { progress = silentProgress, timeoutMs = 120_000, totalMs = 300_000 } = options;
  const versions = packages.map(({ name, version }) => `${name} ${version}`).sort();
  const identity = [generatorIdentity().hash, source, pythonVersion, versions];
  let starting: Promise<LanguageServer> | undefined;
  let server: LanguageServer | undefined;
  let checkerFailure: CheckerError | undefined;
  let remainingMs = totalMs;
  let batches = 0;

  const ask = async (batch: readonly Question[]): Promise<PrintedAnswers> => {
    if (remainingMs <= 0) throw new CheckerError(`not done within ${totalMs / 1000} s`);
    const begin = performance.now();
    starting ??= start(setup, timeoutMs);
    server = await starting;
    const answers = await askChecker(server, batch, `probe_${batches++}`);
    remainingMs -= performance.now() - begin;
    return answers;
  };

  const askAll = async (questions: readonly Question[]): Promise<CheckerRun> => {
    const printed = new Map<Question, readonly PrintedType[]>();
    const label = `Inferring types of ${librariesOf(questions).join(", ")} with ${source}`;
    let position = 0;
    try {
      for (; position < questions.length; position += batchSize) {
        if (checkerFailure) throw checkerFailure;
        progress.step(questions.length > batchSize ? `${label}: ${position} of ${questions.length}` : label);
        const batch = questions.slice(position, position + batchSize);
        for (const [question, types] of await ask(batch)) printed.set(question, types);
        for (const question of batch) if (!printed.has(question)) printed.set(question, []);
      }
      return { printed };
    } catch (error) {
      if (!(error instanceof CheckerError)) throw error;
      // Questions that crash the checker are cached as unanswered on this machine, so that the next run continues
      // behind them.
      const crashed =
        server !== undefined && checkerFailure === undefined && remainingMs > 0
          ? questions.slice(position, position + batchSize)
          : [];
      for (const question of crashed) printed.set(question, []);
      checkerFailure = error;
      return { printed, failure: { error, libraries: librariesOf(questions.slice(position)) } };
    }
  };

  return {
    end: () => server?.end(),
    async infer(answers) {
      const questions = questionsOf(answers);
      if (questions.length === 0) return { answers };
      const cache = await openInferenceCache(identity);
      const missing = questions.filter(({ key }) => !cache.types.has(key));
      const { printed, failure } = await askAll(missing);
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

interface CheckerRun {
  /** Empty lists for types that the checker does not know, or crashed on. */
  readonly printed: ReadonlyMap<Question, readonly PrintedType[]>;
  readonly failure?: NonNullable<InferenceResult["failure"]>;
}

async function start(setup: CheckerSetup, timeoutMs: number): Promise<LanguageServer> {
  const overlay = setup.typeshed === undefined ? [] : await builtinsOverlay(setup.typeshed);
  return await startLanguageServer({ ...setup, timeoutMs, configuration: configurationOf(setup), overlay });
}

/** The configuration is the same on every machine: it does not depend on the platform, and starts no Python. */
function configurationOf({ environment, pythonVersion, existing }: CheckerSetup): object {
  return {
    // With a named folder, the checker does not start Python to find one.
    venvPath: dirname(environment),
    venv: basename(environment),
    // The environment's owner may have installed packages in other folders.
    ...(existing ? { extraPaths: existing.sitePackages } : {}),
    pythonVersion,
    pythonPlatform: "All",
    typeCheckingMode: "basic",
  };
}

/**
 * Converts printed types to facts. Python resolves the names: a class may have several names, and a name may refer to
 * a protocol.
 */
async function factsOf(
  printed: CheckerRun["printed"],
  { python, typeshed, existing }: CheckerSetup,
): Promise<ReadonlyMap<string, TypeFacts | null>> {
  const names = [...namesIn([...printed.values()].flat())].filter((name) => name.includes("."));
  const types = await resolveTypeNames(python, names.sort(), { typeshed, bytecode: existing?.bytecode });
  const resolveName = (name: string): TypeFacts | undefined => types.get(name);
  return new Map(
    [...printed].map(([{ key }, results]) => {
      const facts = unionFacts(results.map((type) => toTypeFacts(type, resolveName)));
      return [key, facts.kind === "unknown" || results.length === 0 ? null : facts];
    }),
  );
}

function librariesOf(questions: readonly Question[]): string[] {
  return [...new Set(questions.map(({ key }) => key.split(/[.:]/, 1)[0]!))].sort();
}
