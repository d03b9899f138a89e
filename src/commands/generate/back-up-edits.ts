import { basename } from "node:path";
import { type Diagnostic, DiagnosticError, diagnostic } from "../../diagnostics/diagnostic.ts";
import type { GeneratedFile } from "../../stages/emit/emit.ts";
import { writeFiles } from "../../system/files/write-files.ts";
import { foreignFileProblem, type OutputFile } from "../project/output-files.ts";
import { digest, type WrittenRecord } from "./written-record.ts";

/** How texts on disk can be recognized as generated. */
export interface KnownTexts {
  /** What the last run on this machine wrote, as digests by path. */
  readonly written: WrittenRecord;
  /** What the manifest of the last run gives; rendered only when it is needed. */
  readonly renderBefore: () => readonly GeneratedFile[];
  /** Whether the last run, on whichever machine, was another generator's. */
  readonly byAnotherGenerator: boolean;
}

/**
 * Before generated files are replaced: nothing that somebody wrote into one of them may be lost. A text that neither the
 * last run nor the last manifest explains is copied to `.snakebridge/edited/` and reported; a file that is no generated
 * one at all is left alone.
 *
 * @throws DiagnosticError SB5008 for a file of the user's own that stands where a generated one goes
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
  // In a fresh clone or on another branch, files of another generator and edited ones look the same.
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

/** By content, so that no copy ever replaces another one. */
function copyPath(path: string, text: string): string {
  return `.snakebridge/edited/${digest(text).slice(0, 8)}-${basename(path)}`;
}

function takenPathFinding(what: string): Diagnostic {
  return diagnostic("SB5008", what, {
    fix: "Move it away, or set another output folder in the configuration.",
  });
}
