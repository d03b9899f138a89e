import { DiagnosticError, diagnostic } from "../../diagnostics/diagnostic.ts";
import { readPlainFile } from "./plain-file.ts";

/** No git host accepts larger files, so a larger one is not a file of the project. */
const largestMiB = 100;

/**
 * Returns the text of a file, without a byte order mark; `undefined` when there is no file.
 *
 * @param unreadable creates the error for a file that exists and cannot be read, from the reason. Default: SB5012
 */
export async function readTextIfExists(
  path: string,
  unreadable: (problem: string) => Error = (problem) => cannotRead(path, problem),
): Promise<string | undefined> {
  return readTextIfExistsSync(path, unreadable);
}

/** The synchronous form, for compilers. */
export function readTextIfExistsSync(
  path: string,
  unreadable: (problem: string) => Error = (problem) => cannotRead(path, problem),
): string | undefined {
  const file = readPlainFile(path, largestMiB);
  if (!file) return undefined;
  if ("problem" in file) throw unreadable(file.problem);
  const text = file.bytes.toString("utf8");
  return text.startsWith("\uFEFF") ? text.slice(1) : text;
}

function cannotRead(path: string, problem: string): DiagnosticError {
  return new DiagnosticError(diagnostic("SB5012", `${path} cannot be read: ${problem}.`));
}
