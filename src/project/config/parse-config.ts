import { type Diagnostic, DiagnosticError, diagnostic } from "../../diagnostics/diagnostic.ts";
import { defaultEnvironment } from "../../shared/environment-record.ts";
import type { Allow, Config, ConfigInput, EnvironmentInput, Library, LibraryInput } from "./config.ts";
import { environmentFolder } from "./environments.ts";
import { distributionOf } from "./known-libraries.ts";
import { type ConfigMistake, mistakesOf, printPath } from "./mistakes.ts";
import { projectPath, relativePath } from "./project-path.ts";
import { normalizeDistribution } from "./python-names.ts";
import { configSchema } from "./schema.ts";
import { isStdlibModule } from "./stdlib-modules.ts";
import { formatVersionRange, parseVersionRange } from "./version-range.ts";

/** The usual folders of programs and tests; another folder could be a different project. */
const defaultInclude = ["*.{ts,tsx,mts,cts}", "{src,test,tests}/**/*.{ts,tsx,mts,cts}"] as const;

/** An invalid configuration: SB2002 for each mistake, and the mistakes as data in the same order. */
export class ConfigError extends DiagnosticError {
  readonly mistakes: readonly ConfigMistake[];
  /** Absolute path of the configuration. */
  readonly file: string;

  constructor(mistakes: readonly ConfigMistake[], file: string, diagnostics?: readonly Diagnostic[]) {
    super(diagnostics ?? mistakes.map((mistake) => mistakeDiagnostic(mistake, file)));
    this.mistakes = mistakes;
    this.file = file;
  }
}

/**
 * Validates the value that a configuration file exports, and fills in the defaults.
 *
 * @param file absolute path of the file
 * @throws ConfigError with every mistake at once
 */
export function parseConfig(input: unknown, file: string): Config {
  const parsed = configSchema.safeParse(input);
  const mistakes = parsed.success ? [] : mistakesOf(parsed.error.issues, input);
  mistakes.push(...conflictingFields(input));
  if (!parsed.success || mistakes.length > 0) throw new ConfigError(mistakes, file);
  const config: ConfigInput = parsed.data;
  const base: Config = {
    root: file.slice(0, Math.max(lastSeparator(file), 1)),
    file,
    environment: defaultEnvironment,
    environments: [],
    libraries: completeLibraries(config.libraries),
    include: config.include ?? defaultInclude,
    exclude: config.exclude ?? [],
    output: projectPath(config.output ?? "src/py") ?? "src/py",
    lock: relativePath(config.lock ?? "snakebridge.lock") ?? "snakebridge.lock",
    python: canonicalRange(config.python) ?? ">=3.10",
    interpreter: config.interpreter,
    existing: config.existing,
    excludeNewer: config.excludeNewer,
    accelerator: config.accelerator,
    uv: config.uv,
    allow: completeAllow(config.allow),
    offline: config.offline ?? false,
    ledger: config.ledger ?? true,
    pool: {
      workers: config.pool?.workers ?? 1,
      carrier: config.pool?.carrier ?? "auto",
      timeoutMs: config.pool?.timeoutMs,
      memo: config.pool?.memo,
    },
  };
  const environments = Object.entries(config.environments ?? {}).sort(([a], [b]) => (a < b ? -1 : 1));
  return {
    ...base,
    environments: environments.map(([name, input]) => namedEnvironment(name, input, base)),
  };
}

function namedEnvironment(name: string, input: EnvironmentInput, base: Config): Config {
  const { libraries, python, interpreter, existing, excludeNewer, accelerator, pool } = input;
  return {
    ...base,
    environment: name,
    libraries: completeLibraries(libraries),
    output: `${base.output}/${environmentFolder(name)}`,
    python: python === undefined ? base.python : (canonicalRange(python) ?? ">=3.10"),
    existing,
    // An environment with its own `python` does not inherit the interpreter.
    interpreter: interpreter ?? (python === undefined ? base.interpreter : undefined),
    excludeNewer: excludeNewer ?? base.excludeNewer,
    accelerator: accelerator ?? base.accelerator,
    pool: { ...base.pool, ...pool },
  };
}

function completeLibraries(libraries: ConfigInput["libraries"] = {}): readonly Library[] {
  return Object.entries(libraries)
    .map(([name, library]) => completeLibrary(name, libraryObject(library)))
    .sort((a, b) => (a.name < b.name ? -1 : 1));
}

function mistakeDiagnostic({ path, text }: ConfigMistake, file: string): Diagnostic {
  const place = printPath(path);
  return diagnostic("SB2002", place === "" ? text : `${place}: ${text}`, {
    location: { file: file.slice(lastSeparator(file) + 1), line: 1, column: 1 },
  });
}

function lastSeparator(path: string): number {
  return Math.max(path.lastIndexOf("/"), path.lastIndexOf("\\"));
}

function completeLibrary(name: string, input: LibraryInput): Library {
  return {
    name,
    distribution: isStdlib(name, input) ? undefined : (input.distribution ?? distributionOf(name)),
    version: canonicalRange(input.version),
    extras: sorted(input.extras),
    include: sorted(input.include),
    exclude: sorted(input.exclude),
    pure: sorted(input.pure),
    declarations:
      typeof input.declarations === "string" ? { [name]: input.declarations } : (input.declarations ?? {}),
  };
}

function completeAllow(input: ConfigInput["allow"]): Allow {
  const { libraries, packages, builds } = Array.isArray(input) ? { libraries: input } : (input ?? {});
  return {
    libraries: libraries && sorted(libraries),
    packages: packages && sorted(packages.map(normalizeDistribution)),
    builds: sorted(builds?.map(normalizeDistribution)),
  };
}

function isStdlib(name: string, input: LibraryInput): boolean {
  return input.stdlib ?? (input.distribution === undefined && isStdlibModule(name));
}

function libraryObject(library: string | true | LibraryInput): LibraryInput {
  if (library === true) return {};
  return typeof library === "string" ? { version: library } : library;
}

/** Returns mistakes of fields that are valid alone but conflict with each other. */
function conflictingFields(input: unknown): ConfigMistake[] {
  const { libraries, environments } = (input ?? {}) as { libraries?: unknown; environments?: unknown };
  const named = isRecord(environments) ? Object.entries(environments) : [];
  const missingLibraries: ConfigMistake = {
    path: ["libraries"],
    atKey: false,
    text: "expected an object, found nothing.",
  };
  return [
    ...(isRecord(input) && libraries === undefined && named.length === 0 ? [missingLibraries] : []),
    ...libraryConflicts(libraries, ["libraries"]),
    ...named.flatMap(([name, each]) =>
      libraryConflicts(isRecord(each) ? each.libraries : undefined, ["environments", name, "libraries"]),
    ),
    ...caseCollisions(named.map(([name]) => name)),
  ];
}

function libraryConflicts(libraries: unknown, place: readonly string[]): ConfigMistake[] {
  if (!isRecord(libraries)) return [];
  return Object.entries(libraries).flatMap(([name, value]) => {
    if (typeof value !== "string" && (typeof value !== "object" || value === null)) return [];
    const library = libraryObject(value as string | LibraryInput);
    if (!isStdlib(name, library)) return [];
    return (["version", "distribution", "extras"] as const).flatMap((key) => {
      const setting = library[key];
      if (setting === undefined || setting === "*" || (Array.isArray(setting) && setting.length === 0))
        return [];
      const path = [...place, name, ...(typeof value === "string" ? [] : [key])];
      const text = `${name} is part of Python's standard library, which has no separate ${key}. Write ${name}: true; set the version of Python under "python".`;
      return [{ path, atKey: false, text }];
    });
  });
}

/** Rejects names that differ only in case, which many file systems treat as one folder. */
function caseCollisions(names: readonly string[]): ConfigMistake[] {
  const first = new Map<string, string>();
  return names.flatMap((name) => {
    const earlier = first.get(name.toLowerCase());
    first.set(name.toLowerCase(), earlier ?? name);
    const text = `expected another name: ${JSON.stringify(earlier)} differs only in case.`;
    return earlier === undefined ? [] : [{ path: ["environments", name], atKey: true, text }];
  });
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null;
}

function canonicalRange(text: string | undefined): string | undefined {
  const parsed = parseVersionRange(text ?? "*");
  return "range" in parsed ? formatVersionRange(parsed.range) : undefined;
}

function sorted(names: readonly string[] | undefined): readonly string[] {
  return [...new Set(names)].sort();
}
