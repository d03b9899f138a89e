import * as z from "zod";
import type { ConfigInput, EnvironmentInput, LibraryInput } from "./config.ts";
import { isEnvironmentName } from "./environments.ts";
import { importNameOf, isKnownImportName } from "./known-libraries.ts";
import { projectPath, relativePath } from "./project-path.ts";
import { isDistributionName, isImportName } from "./python-names.ts";
import { uploadCutoff } from "./upload-cutoff.ts";
import { parseVersionRange } from "./version-range.ts";

/** The result of a custom check: `params` of a zod issue with the code `custom`. */
export interface CheckFailure {
  readonly expected: string;
  /** The reason, when it is not obvious. */
  readonly because?: string;
  readonly suggestion?: string;
}

/** Creates a string schema with a custom check, which returns a failure or `undefined`. */
function checkedString(check: (value: string) => CheckFailure | undefined): z.ZodString {
  return z.string().check((context) => {
    const failure = check(context.value);
    if (failure) context.issues.push({ code: "custom", input: context.value, params: { ...failure } });
  });
}

const versionRange = checkedString((value) => {
  const parsed = parseVersionRange(value);
  if (!("mistake" in parsed)) return undefined;
  return {
    expected: 'a version range such as ">=2,<3"',
    because: parsed.mistake,
    ...(parsed.suggestion ? { suggestion: parsed.suggestion } : {}),
  };
});

const importName = checkedString((value) => {
  const expected = "the name that Python code imports";
  const known = importNameOf(value);
  if (isImportName(value)) {
    // `pillow` could be a module but is not. A project with a module of that name must set `distribution`.
    return known && !isKnownImportName(value) ? { expected, suggestion: known } : undefined;
  }
  if (known) return { expected, suggestion: known };
  const underscored = value.toLowerCase().replaceAll("-", "_");
  return { expected, ...(isImportName(underscored) ? { suggestion: underscored } : {}) };
});

const memberPath = checkedString((value) =>
  isImportName(value) ? undefined : { expected: 'a name inside the library such as "linalg.svd"' },
);

const distributionName = checkedString((value) => {
  if (isDistributionName(value)) return undefined;
  const bare = /^[a-z0-9._-]+/i.exec(value)?.[0] ?? "";
  return {
    expected: "the name of a distribution, without version and extras",
    ...(isDistributionName(bare) ? { suggestion: bare } : {}),
  };
});

const extraName = checkedString((value) =>
  isDistributionName(value) ? undefined : { expected: "the name of an extra" },
);

const outputFolder = checkedString((value) =>
  projectPath(value)
    ? undefined
    : { expected: "a folder inside the project, relative to the configuration file" },
);

/** May be above the project: a repository of many packages can share one lock. */
const lockFile = checkedString((value) =>
  relativePath(value) ? undefined : { expected: "a path relative to the configuration file" },
);

const timestamp = checkedString((value) =>
  uploadCutoff(value)
    ? undefined
    : { expected: 'a day such as "2026-11-01", or a timestamp with its time zone' },
);

const nonEmpty = checkedString((value) => (value.trim() === "" ? { expected: "a path" } : undefined));
const glob = checkedString((value) => (value.trim() === "" ? { expected: "a glob" } : undefined));

const library: z.ZodType<LibraryInput> = z
  .strictObject({
    version: versionRange
      .describe('Version range as in a Python requirement, e.g. ">=2,<3". Absent: any version.')
      .exactOptional(),
    distribution: distributionName
      .describe(
        'Distribution to install if its name differs from the import name, e.g. "scikit-learn" for sklearn.',
      )
      .exactOptional(),
    extras: z.array(extraName).describe("Extras of the distribution to install.").exactOptional(),
    stdlib: z
      .boolean()
      .describe("Part of Python's standard library: nothing to install. Not necessary for known modules.")
      .exactOptional(),
    include: z
      .array(memberPath)
      .describe('Names to generate even if no source uses them, e.g. ["linalg.svd"].')
      .exactOptional(),
    exclude: z.array(memberPath).describe("Names that are never generated.").exactOptional(),
    pure: z
      .array(memberPath)
      .describe(
        'Functions whose result depends only on their arguments, e.g. ["linalg.norm"]; it is memoized.',
      )
      .exactOptional(),
    declarations: z
      .union([nonEmpty, z.record(importName, nonEmpty)])
      .describe(
        "Types in stub syntax that override all others: a path that ends in .pyi, or text. An object for other modules than the library's own.",
      )
      .exactOptional(),
  })
  .describe("One library.");

const allow = z
  .strictObject({
    libraries: z
      .array(nonEmpty)
      .describe("Libraries that sources may use, by import name or distribution name.")
      .exactOptional(),
    packages: z
      .array(distributionName)
      .describe("Distributions that may be installed, dependencies included.")
      .exactOptional(),
    builds: z
      .array(distributionName)
      .describe("Distributions that are built from source, which runs their code.")
      .exactOptional(),
  })
  .describe("One list for libraries, packages and source builds.");

const memo = z
  .strictObject({
    ttlMs: z
      .int()
      .min(1)
      .describe("Milliseconds for which a result is memoized. Default: no limit.")
      .exactOptional(),
    size: z.int().min(1).describe("Number of memoized results. Default: 1000.").exactOptional(),
  })
  .describe("Memoization of pure functions.");

const pool = z.strictObject({
  workers: z
    .int()
    .min(1)
    .max(256)
    .describe("Worker processes of the default pool. Default: 1.")
    .exactOptional(),
  carrier: z
    .enum(["auto", "lane", "grpc"])
    .describe("How calls reach a worker on this machine. Default: auto.")
    .exactOptional(),
  timeoutMs: z
    .number()
    .positive()
    .describe("Milliseconds after which a call fails, unless the call sets its own limit. Default: none.")
    .exactOptional(),
  memo: memo.exactOptional(),
});

const environmentName = checkedString((value) =>
  isEnvironmentName(value)
    ? undefined
    : { expected: 'a name such as "legacy": letters, digits, "-" and "_", and not "default"' },
);

const libraries = z.record(
  importName,
  z.union([
    versionRange.describe('A version range, e.g. ">=2,<3"; "*" for any version.'),
    z.literal(true).describe("Any version, or a module of the standard library."),
    library,
  ]),
);

/** Options of the top level and of each environment. */
const environmentOptions = {
  python: versionRange.describe('Python requirement. Default: ">=3.10".').exactOptional(),
  interpreter: nonEmpty.describe("Path of a Python interpreter to use.").exactOptional(),
  existing: nonEmpty
    .describe('An environment that is used and never changed: a path, "poetry", "conda:<name>" or "system".')
    .exactOptional(),
  excludeNewer: timestamp
    .describe('Excludes versions uploaded later than a day in UTC or a timestamp, e.g. "2026-11-01".')
    .exactOptional(),
  accelerator: z
    .enum(["cuda", "rocm", "mps", "cpu"])
    .describe("The accelerator that the machine must have. Also selects the builds of torch.")
    .exactOptional(),
  pool: pool.describe("The pool of Python workers that programs use.").exactOptional(),
};

const environment: z.ZodType<EnvironmentInput> = z
  .strictObject({
    libraries: libraries.describe("Its Python libraries by import name."),
    ...environmentOptions,
  })
  .describe("An isolated environment. Its missing options are those of the top level.");

/** The schema of a configuration: it validates, and `configJsonSchema` prints it for editors. */
export const configSchema: z.ZodType<ConfigInput> = z.strictObject({
  $schema: z.string().describe("The JSON schema of this file.").exactOptional(),
  libraries: libraries
    .describe("Python libraries by import name. They share the default environment.")
    .exactOptional(),
  environments: z
    .record(environmentName, environment)
    .describe("Further environments, for libraries that cannot be installed together.")
    .exactOptional(),
  include: z
    .array(glob)
    .describe(
      "Globs of the sources to scan. Default: those in the project folder itself, in src, test and tests.",
    )
    .exactOptional(),
  exclude: z.array(glob).describe("Globs of sources that are not scanned.").exactOptional(),
  output: outputFolder.describe('Folder for the generated files. Default: "src/py".').exactOptional(),
  lock: lockFile.describe('Path of the lock file. Default: "snakebridge.lock".').exactOptional(),
  ...environmentOptions,
  uv: nonEmpty.describe("Path of uv. Default: SNAKEBRIDGE_UV, PATH, or a private copy.").exactOptional(),
  allow: z
    .union([z.array(nonEmpty).describe("Libraries that sources may use."), allow])
    .describe("What may be used and installed.")
    .exactOptional(),
  offline: z.boolean().describe("Never use the network, as with --offline.").exactOptional(),
  ledger: z
    .boolean()
    .describe("Whether programs in development record calls by name. Default: true.")
    .exactOptional(),
});
