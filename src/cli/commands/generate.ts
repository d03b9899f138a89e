import { type GenerateResult, generate } from "../../commands/generate/generate.ts";
import { count } from "../../diagnostics/count.ts";
import { exitCodeFor } from "../../diagnostics/exit-code.ts";
import { summarizeDiagnostics } from "../../diagnostics/format-pretty.ts";
import { describeLibrary } from "../describe-library.ts";
import { type GlobalOptions, projectOf } from "../options.ts";
import type { CommandRun } from "../outcome.ts";

export interface GenerateCommandOptions {
  readonly offline?: boolean;
  readonly locked?: boolean;
  /** `true`: all libraries. */
  readonly upgrade?: true | readonly string[];
  readonly refresh?: true | readonly string[];
}

/** `snakebridge generate` */
export const run: CommandRun<GlobalOptions & GenerateCommandOptions> = async (options, { progress }) => {
  const { offline = false, locked = false, upgrade, refresh } = options;
  const result = await generate({ ...projectOf(options), offline, locked, upgrade, refresh, progress });
  const { root, diagnostics, ...data } = result;
  return {
    root,
    diagnostics,
    exitCode: exitCodeFor(diagnostics),
    summary: [
      ...result.libraries.flatMap(describeLibrary),
      ...(result.introspected && result.stubs === undefined ? [missingStubs] : []),
      ...describeDisagreements(result, options.verbose ?? false),
      ...(options.verbose ? describeReachableClasses(result) : []),
      ...(diagnostics.length > 0 ? [summarizeDiagnostics(diagnostics)] : []),
      describeRun(result),
    ],
    data: { root, ...data },
  };
};

const missingStubs =
  "pyright is not installed: the standard library and untyped libraries get few types. Run: npm install --save-dev pyright";

/** Shown with `--verbose` only: the wrappers follow the library, so there is nothing to fix. */
function describeDisagreements({ disagreements }: GenerateResult, verbose: boolean): string[] {
  return verbose ? disagreements.map((line) => `  ${line}`) : [];
}

function describeReachableClasses({ absent, isCut }: GenerateResult): string[] {
  return [
    ...absent.map(
      (name) => `  ${name.replace(":", ".")}: types mention this class, but Python does not have it`,
    ),
    ...(isCut
      ? ["  the sources reach more classes than snakebridge follows; import those that you miss"]
      : []),
  ];
}

function describeRun({ modules, written, seconds }: GenerateResult): string {
  const time = `${seconds.toFixed(1)} s`;
  return written.length === 0
    ? `nothing has changed: ${count(modules, "module")} up to date (${time})`
    : `generated ${count(modules, "module")} (${written.filter((path) => path.endsWith(".ts")).length} changed) in ${time}`;
}
