import { DiagnosticError, diagnostic } from "../../diagnostics/diagnostic.ts";

/** Whether an error is a system error with one of the codes, e.g. `ENOENT`. */
export function hasCode(error: unknown, ...codes: readonly string[]): boolean {
  const code = (error as NodeJS.ErrnoException | undefined)?.code;
  return code !== undefined && codes.includes(code);
}

const reasons: Readonly<Record<string, readonly [reason: string, fix: string]>> = {
  ENOENT: ["its folder no longer exists", "Create the folder, then run the command again."],
  EACCES: ["permission denied", "Give your user write permission there."],
  EPERM: ["not permitted", "Give your user write permission there, or close the program that has it open."],
  EROFS: ["the file system is read-only", "Run where the project can be written."],
  ENOSPC: ["the disk is full", "Free space, then run the command again."],
  EDQUOT: ["the disk quota is used up", "Free space, then run the command again."],
  EIO: ["the disk reports an error", "Check the disk, then run the command again."],
  EBUSY: ["another program has it open", "Close that program, then run the command again."],
  EMFILE: [
    "too many files are open",
    "Raise the limit of open files (ulimit -n), then run the command again.",
  ],
  ENAMETOOLONG: ["the name is too long for this file system", "Use a shorter output folder."],
};

/** Returns SB5007: the system refused to write `path`. */
export function cannotWrite(path: string, error: unknown): DiagnosticError {
  if (error instanceof DiagnosticError) return error;
  const code = (error as NodeJS.ErrnoException).code ?? "unknown error";
  const [reason, fix] = reasons[code] ?? [(error as Error).message, undefined];
  const message = `Cannot write ${path}: ${reason} (${code}).`;
  return new DiagnosticError(diagnostic("SB5007", message, fix ? { fix } : {}), { cause: error });
}

/** Returns SB5008: another file, folder or link takes the path of a file to write. */
export function pathTaken(path: string, problem: string, fix: string): DiagnosticError {
  return new DiagnosticError(diagnostic("SB5008", `Cannot write ${path}: ${problem}.`, { fix }));
}
