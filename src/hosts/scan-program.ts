import { relative, sep } from "node:path";
import type { ts } from "ts-morph";
import type { Config } from "../project/config/config.ts";
import { findBlocks, type InlineBlock } from "../project/inline/find-blocks.ts";
import { type FileUses, type Sources, usesOfFile } from "../stages/scan/link-uses.ts";
import { createModuleContexts } from "../stages/scan/module-contexts.ts";
import { resolveSpecifier } from "../stages/scan/resolve-specifier.ts";
import { scanSource } from "../stages/scan/scan-source.ts";
import type { SourceScan, TypeScript } from "../stages/scan/source-scan.ts";

interface ProgramScan extends FileUses {
  readonly blocks: readonly InlineBlock[];
}

/** Returns the uses of Python modules in everything that a program compiles, from the compiler's syntax trees. */
export function scanProgram(typescript: TypeScript, program: ts.Program, config: Config): ProgramScan {
  // Creating the checker binds the trees, which sets the parents that the scanner follows.
  program.getTypeChecker();
  const files = new Map(
    program
      .getSourceFiles()
      .filter((source) => !program.isSourceFileFromExternalLibrary(source) && !source.isDeclarationFile)
      .map((source) => [relative(config.root, source.fileName).split(sep).join("/"), source]),
  );
  const contextOf = createModuleContexts(config, (path) => files.has(path));
  const scans = new Map<string, SourceScan>();
  const sources: Sources = {
    scanOf(file) {
      const source = files.get(file);
      const scan = scans.get(file) ?? (source && scanSource(typescript, source));
      if (scan) scans.set(file, scan);
      return scan;
    },
    resolve: (specifier, from) => resolveSpecifier(specifier, from, contextOf(from)),
  };
  const scanned = [...files.keys()]
    .filter((file) => !file.startsWith(`${config.output}/`))
    .map((file) => usesOfFile(file, sources));
  const blocks = [...files].flatMap(([file, { text }]) => findBlocks(file, text));
  return {
    blocks,
    uses: scanned.flatMap(({ uses }) => uses),
    diagnostics: scanned.flatMap(({ diagnostics }) => diagnostics),
  };
}
