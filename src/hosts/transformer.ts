import { dirname, join } from "node:path";
import type { ts } from "ts-morph";
import { loadProjectSync } from "../commands/project/load-project.ts";
import { type Diagnostic, DiagnosticError, type Location } from "../diagnostics/diagnostic.ts";
import { environmentsOf } from "../project/config/environments.ts";
import { applyBlocks } from "../project/inline/apply-blocks.ts";
import { emptyManifest, type Manifest } from "../project/manifest/manifest.ts";
import { manifestUnreadable, parseManifest } from "../project/manifest/parse-manifest.ts";
import { forbiddenLibraries } from "../stages/resolve/forbidden-libraries.ts";
import { resolveUses, ungeneratedUses } from "../stages/resolve/resolve-uses.ts";
import { usesByEnvironment } from "../stages/resolve/uses-by-environment.ts";
import type { TypeScript } from "../stages/scan/source-scan.ts";
import { readTextIfExistsSync } from "../system/files/read-text.ts";
import { scanProgram } from "./scan-program.ts";

/** The entry under `plugins` in tsconfig.json. */
export interface TransformerOptions {
  /** Path of the configuration, relative to tsconfig.json. Absent: the nearest one. */
  readonly config?: string;
}

/** What ts-patch passes to a source transformer. */
export interface TransformerExtras {
  /** The TypeScript that compiles. */
  readonly ts: TypeScript;
  addDiagnostic(diagnostic: ts.Diagnostic): number;
}

/** Programs that are already reported: an incremental build requests the transformer once per file. */
const reported = new WeakSet<ts.Program>();

/**
 * The ts-patch source transformer. Reports every Python name that the program uses and that is not generated as a
 * compiler error, and changes no code. It works when the compiler requests the transformer, not per file, so that it
 * also runs with `noEmit`.
 */
export default function transformer(
  program: ts.Program,
  options: TransformerOptions,
  extras: TransformerExtras,
): ts.TransformerFactory<ts.SourceFile> {
  if (!reported.has(program)) {
    reported.add(program);
    for (const { diagnostic, root } of findErrors(program, options, extras.ts))
      extras.addDiagnostic(toCompilerDiagnostic(diagnostic, root, program, extras.ts));
  }
  return () => (sourceFile) => sourceFile;
}

interface Finding {
  readonly diagnostic: Diagnostic;
  /** The folder that locations are relative to. */
  readonly root: string;
}

/** Returns errors only: any diagnostic makes the compiler exit with an error, which a warning must not. */
function findErrors(program: ts.Program, options: TransformerOptions, typescript: TypeScript): Finding[] {
  const { configFilePath } = program.getCompilerOptions();
  const cwd = typeof configFilePath === "string" ? dirname(configFilePath) : program.getCurrentDirectory();
  try {
    const base = loadProjectSync({ cwd, ...options });
    const { uses, diagnostics, blocks } = scanProgram(typescript, program, base);
    const config = applyBlocks(base, blocks, uses);
    const { usesOf, diagnostics: ambiguous } = usesByEnvironment(uses, config);
    const missing = environmentsOf(config).flatMap((each) => {
      const resolution = resolveUses(usesOf(each), readManifest(each), each);
      return [
        ...forbiddenLibraries(usesOf(each), each),
        ...resolution.diagnostics,
        ...ungeneratedUses(resolution),
      ];
    });
    return [...diagnostics, ...ambiguous, ...missing]
      .filter(({ severity }) => severity === "error")
      .map((diagnostic) => ({ diagnostic, root: config.root }));
  } catch (error) {
    if (!(error instanceof DiagnosticError)) throw error;
    return error.diagnostics.map((diagnostic) => ({ diagnostic, root: cwd }));
  }
}

function readManifest({ root, output }: { readonly root: string; readonly output: string }): Manifest {
  const path = `${output}/manifest.json`;
  const text = readTextIfExistsSync(join(root, path), (problem) => manifestUnreadable(path, problem));
  return text === undefined ? emptyManifest : parseManifest(text, path);
}

/** The compiler prints `TS` and a number, so the text begins with our code. No other tool uses 90xxxx. */
function toCompilerDiagnostic(
  { code, message, fix, location }: Diagnostic,
  root: string,
  program: ts.Program,
  typescript: TypeScript,
): ts.Diagnostic {
  const file = location && program.getSourceFile(join(root, location.file));
  return {
    category: typescript.DiagnosticCategory.Error,
    code: 900_000 + Number(code.slice(2)),
    messageText: `${code}: ${message}${fix ? ` Fix: ${fix}` : ""}`,
    source: "snakebridge",
    file,
    start: file && location ? positionOf(file, location) : undefined,
    length: file && (location?.length ?? 1),
  };
}

function positionOf(file: ts.SourceFile, { line, column }: Location): number {
  return file.getPositionOfLineAndCharacter(line - 1, column - 1);
}
