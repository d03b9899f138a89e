import { count } from "../../diagnostics/count.ts";
import { exitCodeFor } from "../../diagnostics/exit-code.ts";
import { summarizeDiagnostics } from "../../diagnostics/format-pretty.ts";
import type { LibraryReport } from "../../generate/report-libraries.ts";
import { type GenerateResult, generate } from "../../pipeline.ts";
import { type GlobalOptions, projectOf } from "../options.ts";
import type { CommandRun } from "../outcome.ts";

export interface GenerateCommandOptions {
  readonly offline?: boolean;
  readonly locked?: boolean;
}

/** `snakebridge generate` */
export const run: CommandRun<GlobalOptions & GenerateCommandOptions> = async (options, { progress }) => {
  const { offline = false, locked = false } = options;
  const result = await generate({ ...projectOf(options), offline, locked, progress });
  const { root, diagnostics, ...data } = result;
  return {
    root,
    diagnostics,
    exitCode: exitCodeFor(diagnostics),
    summary: [
      ...result.libraries.flatMap(describeLibrary),
      ...(result.introspected && result.stubs === undefined ? [missingStubs] : []),
      ...describeDisagreements(result, options.verbose ?? false),
      ...(diagnostics.length > 0 ? [summarizeDiagnostics(diagnostics)] : []),
      describeRun(result),
    ],
    data: { root, ...data },
  };
};

const missingStubs =
  "without pyright, the standard library and libraries that bring no types are hardly typed: npm install --save-dev pyright";

/** The library is right, and so is what was generated: there is nothing to be done about it. */
function describeDisagreements({ disagreements }: GenerateResult, verbose: boolean): string[] {
  return verbose ? disagreements.map((line) => `  ${line}`) : [];
}

function describeLibrary(library: LibraryReport): string[] {
  const { name, version, found, added, kept, tiers, changed, gone, seconds } = library;
  const time = seconds === undefined ? "" : `${seconds.toFixed(1)} s`;
  const signatures = Object.entries(tiers).map(([tier, count]) => `${count} ${tier}`);
  const counts = `${found} found, ${added} added, ${kept} kept`;
  const list = (label: string, keys: readonly string[]): string[] =>
    keys.length === 0 ? [] : [`  ${label}: ${keys.map((key) => key.replace(":", ".")).join(", ")}`];
  return [
    [version ? `${name} ${version}` : name, counts, signatures.join(", "), time].filter(Boolean).join("  "),
    ...list("other signature or documentation than before", changed),
    ...list("no longer there", gone),
  ];
}

function describeRun({ modules, written, seconds }: GenerateResult): string {
  const time = `${seconds.toFixed(1)} s`;
  return written.length === 0
    ? `nothing has changed: ${count(modules, "module")} up to date (${time})`
    : `generated ${count(modules, "module")} (${written.filter((path) => path.endsWith(".ts")).length} changed) in ${time}`;
}
