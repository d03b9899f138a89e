import { existsSync, readFileSync, realpathSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import {
  defaultEnvironment,
  type EnvironmentOfRecord,
  type EnvironmentRecord,
  environmentRecordPath,
} from "../shared/environment-record.ts";
import { SnakebridgeError } from "./errors.ts";

/** How a program locates its Python. Fields that are absent are looked up. */
export interface ProjectChoice {
  readonly python?: string | undefined;
  readonly project?: string | undefined;
  /** Name of one of the project's environments. Default: the environment without a name. */
  readonly environment?: string | undefined;
}

/** The Python of a program, and its project's settings for the pool where there is a project. */
export interface ProjectEnvironment {
  readonly python: string;
  readonly existing?: EnvironmentOfRecord["existing"];
  /** The lock of this Python's environment. */
  readonly lock?: EnvironmentOfRecord["lock"];
  readonly pool: Partial<EnvironmentOfRecord["pool"]>;
}

const remedy = "Run `npx snakebridge generate` in your project to create it.";

/**
 * Finds a program's Python. The first match is used:
 *
 * 1. `choice.python`
 * 2. `choice.project`
 * 3. `SNAKEBRIDGE_PYTHON`; for the environment `legacy` the variable is `SNAKEBRIDGE_PYTHON_LEGACY`
 * 4. `SNAKEBRIDGE_PROJECT`
 * 5. the nearest project around the program's file, then around the working directory
 *
 * Throws a `SnakebridgeError` that lists where it looked.
 */
export function findProjectEnvironment(choice: ProjectChoice = {}): ProjectEnvironment {
  const environment = choice.environment === defaultEnvironment ? undefined : choice.environment;
  const file = recordFile(choice);
  const record = file === undefined ? undefined : readRecord(file);
  const recorded = environment === undefined ? record : record?.environments?.[environment];
  const named = choice.python ?? (choice.project === undefined ? pythonVariable(environment) : undefined);
  const python = named || recorded?.python;
  if (python === undefined) {
    if (record !== undefined) throw environmentUnknown(environment, record);
    throw new SnakebridgeError(
      "EnvironmentMissing",
      `No Python environment: ${environmentRecordPath} is neither around ${startFolders().join(" nor around ")}. ${remedy} Or name an interpreter with createPool({ python }) or SNAKEBRIDGE_PYTHON.`,
    );
  }
  if (/[\\/]/.test(python) && !existsSync(python)) throw interpreterMissing(python, named ? undefined : file);
  const { existing, lock } = named ? {} : (recorded ?? {});
  return {
    python,
    ...(existing ? { existing } : {}),
    ...(lock ? { lock } : {}),
    pool: recorded?.pool ?? {},
  };
}

/** Returns the record of the program's project, with its path. Returns `undefined` for a program without a project. */
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

/** Returns the error for a generated project that has other environments, but not the requested one. */
function environmentUnknown(
  environment: string | undefined,
  { python, environments = {} }: EnvironmentRecord,
): SnakebridgeError {
  const names = [...(python === undefined ? [] : [defaultEnvironment]), ...Object.keys(environments)];
  const lacks =
    environment === undefined ? "no environment without a name" : `no environment "${environment}"`;
  return new SnakebridgeError("EnvironmentMissing", `The project has ${lacks}. It has ${names.join(", ")}.`);
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

/** The folders from which the search for a project starts: the program file's, then the working directory. */
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
    if (record.format === 1 && [record, ...Object.values(record.environments ?? {})].every(isComplete))
      return record as EnvironmentRecord;
  } catch (cause) {
    throw new SnakebridgeError("EnvironmentInvalid", `${file} cannot be read. ${remedy}`, { cause });
  }
  throw new SnakebridgeError(
    "EnvironmentInvalid",
    `${file} was written by another version of snakebridge. ${remedy}`,
  );
}

/** Whether a record has its required fields. If all environments have names, there is no default environment. */
function isComplete({ python, pool, environments }: Partial<EnvironmentRecord>): boolean {
  if (python === undefined && environments !== undefined) return true;
  return typeof python === "string" && typeof pool === "object" && pool !== null;
}
