import { basename } from "node:path";
import { type Diagnostic, DiagnosticError, diagnostic } from "../../diagnostics/diagnostic.ts";
import type { GeneratedFile } from "../../stages/emit/emit.ts";
import { writeFiles } from "../../system/files/write-files.ts";
import { foreignFileProblem, type OutputFile } from "../project/output-files.ts";
import { digest, type WrittenRecord } from "./written-record.ts";

/** The texts that are recognized as generated, not edited. */
export interface KnownTexts {
  /** Digests of the files that the last run on this machine wrote, by path. */
  readonly written: WrittenRecord;
  /** Renders the files of the last run's manifest; called only when necessary. */
  readonly renderBefore: () => readonly GeneratedFile[];
  /** Whether another generator did the last run, on any machine. */
  readonly byAnotherGenerator: boolean;
}

/**
 * Backs up edits before generated files are replaced. A text that neither the last run nor the last manifest produced is
 * copied to `.snakebridge/edited/` and reported. A file that was never generated is not touched.
 *
 * @throws DiagnosticError SB5008 when the user's own file has the path of a generated one
 */
export async function backUpEdits(
  root: string,
  files: readonly OutputFile[],
  known: KnownTexts,
): Promise<readonly Diagnostic[]> {
  const foreign = files.map(foreignFileProblem).filter((each) => each !== undefined);
  if (foreign.length > 0) throw new DiagnosticError(foreign.map(takenPathFinding));
  let before: ReadonlyMap<string, string> | undefined;
  const isExplained = ({ path, found, content }: OutputFile): boolean => {
    if (found === undefined || found.trim() === "" || found === content) return true;
    if (known.written[path] === digest(found)) return true;
    before ??= new Map(known.renderBefore().map((each) => [each.path, each.content]));
    return before.get(path) === found;
  };
  const edited = files.filter((file) => !file.path.endsWith("/manifest.json") && !isExplained(file));
  const copies = edited.map(({ path, found = "" }) => ({ path: copyPath(path, found), content: found }));
  await writeFiles(root, copies);
  // In a fresh clone or on another branch, another generator's files and edited ones look the same.
  if (known.byAnotherGenerator) return edited.length > 0 ? [outdatedFinding(edited.length)] : [];
  return edited.map(editedFinding);
}

function editedFinding({ path, found = "" }: OutputFile): Diagnostic {
  return diagnostic("SB5001", `${path} was edited by hand or by a merge, and was regenerated.`, {
    severity: "warning",
    fix: `The edited text is in ${copyPath(path, found)}. Put your own code into a separate file.`,
  });
}

function outdatedFinding(count: number): Diagnostic {
  const files = count === 1 ? "1 file was" : `${count} files were`;
  return diagnostic("SB5003", `${files} written by another version of snakebridge and regenerated.`, {
    severity: "warning",
    fix: "Commit them. Their old texts are in .snakebridge/edited/, in case they had edits.",
  });
}

/** Names a copy by its content, so that no copy replaces another one. */
function copyPath(path: string, text: string): string {
  return `.snakebridge/edited/${digest(text).slice(0, 8)}-${basename(path)}`;
}

function takenPathFinding(message: string): Diagnostic {
  return diagnostic("SB5008", message, {
    fix: "Move it away, or set another output folder in the configuration.",
  });
}
