import { existsSync, readFileSync, realpathSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import {
  defaultEnvironment,
  type EnvironmentOfRecord,
  type EnvironmentRecord,
  environmentRecordPath,
} from "../shared/environment-record.ts";
import { SnakebridgeError } from "./errors.ts";

/** What a program says about where its Python is; the rest is found. */
export interface ProjectChoice {
  readonly python?: string | undefined;
  readonly project?: string | undefined;
  /** Name of one of the project's environments; absent: the one without a name. */
  readonly environment?: string | undefined;
}

/** The Python of a program, and its project's settings for the pool where there is a project. */
export interface ProjectEnvironment {
  readonly python: string;
  readonly existing?: EnvironmentOfRecord["existing"];
  /** The lock that was made for this Python. */
  readonly lock?: EnvironmentOfRecord["lock"];
  readonly pool: Partial<EnvironmentOfRecord["pool"]>;
}

const remedy = "Run `npx snakebridge generate` in your project, which makes it.";

/**
 * Finds a program's Python. First match: `choice.python`, `choice.project`, `SNAKEBRIDGE_PYTHON`, `SNAKEBRIDGE_PROJECT`,
 * and the nearest project around the program's file, then around the working directory. For the environment `legacy`
 * the variable is `SNAKEBRIDGE_PYTHON_LEGACY`.
 * Throws a `SnakebridgeError` that says what was looked for.
 */
export function findProjectEnvironment(choice: ProjectChoice = {}): ProjectEnvironment {
  const environment = choice.environment === defaultEnvironment ? undefined : choice.environment;
  const file = recordFile(choice);
  const record = file === undefined ? undefined : readRecord(file);
  const found = environment === undefined ? record : record?.environments?.[environment];
  const named = choice.python ?? (choice.project === undefined ? pythonVariable(environment) : undefined);
  const python = named || found?.python;
  if (python === undefined) {
    if (record !== undefined) throw environmentUnknown(environment, record);
    throw new SnakebridgeError(
      "EnvironmentMissing",
      `No Python environment: ${environmentRecordPath} is neither around ${startFolders().join(" nor around ")}. ${remedy} Or name an interpreter with createPool({ python }) or SNAKEBRIDGE_PYTHON.`,
    );
  }
  if (/[\\/]/.test(python) && !existsSync(python)) throw interpreterMissing(python, named ? undefined : file);
  const { existing, lock } = named ? {} : (found ?? {});
  return {
    python,
    ...(existing ? { existing } : {}),
    ...(lock ? { lock } : {}),
    pool: found?.pool ?? {},
  };
}

/** The record of the project that a program belongs to, with its path; `undefined` where there is none. */
export function findProjectRecord():
  | { readonly file: string; readonly record: EnvironmentRecord }
  | undefined {
  const file = recordFile({});
  return file === undefined ? undefined : { file, record: readRecord(file) };
}

function pythonVariable(environment: string | undefined): string | undefined {
  const suffix = environment === undefined ? "" : `_${environment.toUpperCase().replaceAll("-", "_")}`;
  return process.env[`SNAKEBRIDGE_PYTHON${suffix}`];
}

/** A project that was generated, and has another environment than is asked for. */
function environmentUnknown(
  environment: string | undefined,
  { python, environments = {} }: EnvironmentRecord,
): SnakebridgeError {
  const names = [...(python === undefined ? [] : [defaultEnvironment]), ...Object.keys(environments)];
  const lacks =
    environment === undefined ? "no environment without a name" : `no environment "${environment}"`;
  return new SnakebridgeError("EnvironmentMissing", `The project has ${lacks}, but ${names.join(", ")}.`);
}

function interpreterMissing(python: string, file: string | undefined): SnakebridgeError {
  const source = file === undefined ? "" : `, which ${file} names`;
  return new SnakebridgeError("InterpreterMissing", `There is no Python at ${python}${source}. ${remedy}`);
}

function recordFile({ python, project }: ProjectChoice): string | undefined {
  const folder = project ?? (python === undefined ? process.env.SNAKEBRIDGE_PROJECT : undefined);
  if (!folder)
    return startFolders()
      .map(nearestRecord)
      .find((file) => file !== undefined);
  const file = resolve(folder, environmentRecordPath);
  if (existsSync(file)) return file;
  throw new SnakebridgeError("EnvironmentMissing", `${folder} has no ${environmentRecordPath}. ${remedy}`);
}

/** Where a program may be at home: its own file, then where it was started. */
function startFolders(): string[] {
  const script = process.argv[1];
  const folders = [process.cwd()];
  if (script !== undefined && existsSync(script)) folders.unshift(dirname(realpathSync(script)));
  return folders;
}

function nearestRecord(folder: string): string | undefined {
  const file = join(folder, environmentRecordPath);
  if (existsSync(file)) return file;
  const parent = dirname(folder);
  return parent === folder ? undefined : nearestRecord(parent);
}

function readRecord(file: string): EnvironmentRecord {
  try {
    const record: Partial<EnvironmentRecord> = JSON.parse(readFileSync(file, "utf8"));
    if (record.format === 1 && [record, ...Object.values(record.environments ?? {})].every(isWhole))
      return record as EnvironmentRecord;
  } catch (cause) {
    throw new SnakebridgeError("EnvironmentInvalid", `${file} cannot be read. ${remedy}`, { cause });
  }
  throw new SnakebridgeError(
    "EnvironmentInvalid",
    `${file} was written by another version of snakebridge. ${remedy}`,
  );
}

/** A project whose environments all have names has nothing above them. */
function isWhole(found: Partial<EnvironmentRecord>): boolean {
  if (found.python === undefined && found.environments !== undefined) return true;
  return typeof found.python === "string" && typeof found.pool === "object" && found.pool !== null;
}
