import { type Diagnostic, DiagnosticError, diagnostic } from "../../diagnostics/diagnostic.ts";
import type { Config } from "../config/config.ts";
import type { InlineBlock } from "./find-blocks.ts";
import { type ModuleUse, mergeDependencies } from "./merge-dependencies.ts";
import { type InlineDependencies, readBlock } from "./read-block.ts";

/**
 * Adds the dependencies of inline blocks to the configuration.
 *
 * @throws DiagnosticError SB2007 for each mistake in a block, SB2008 for each conflict
 */
export function applyBlocks(
  config: Config,
  blocks: readonly InlineBlock[],
  uses: readonly ModuleUse[],
): Config {
  const read = new Map<string, InlineDependencies>();
  const mistakes: Diagnostic[] = [];
  for (const block of blocks) {
    const result = readBlock(block);
    const location = { file: block.file, line: block.line, column: 1 };
    if (!("dependencies" in result)) mistakes.push(...result);
    else if (read.has(block.file))
      mistakes.push(
        diagnostic("SB2007", 'A source file can have only one "// /// snakebridge" block.', { location }),
      );
    else read.set(block.file, result);
  }
  if (mistakes.length > 0) throw new DiagnosticError(mistakes);
  const { config: merged, conflicts } = mergeDependencies(config, read, uses);
  if (conflicts.length > 0) throw new DiagnosticError(conflicts);
  return merged;
}
