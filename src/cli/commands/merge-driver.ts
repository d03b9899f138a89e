import { mergeFile } from "../../commands/merge/merge-file.ts";
import { exitCodes } from "../../diagnostics/exit-code.ts";
import { writeFileAtomically } from "../../system/files/atomic-write.ts";
import { readTextIfExists } from "../../system/files/read-text.ts";
import type { GlobalOptions } from "../options.ts";
import type { CommandRun } from "../outcome.ts";

export interface MergeDriverOptions {
  /** git's files with the ancestor, our side (which becomes the result) and their side; then the path that is merged. */
  readonly base: string;
  readonly ours: string;
  readonly theirs: string;
  readonly path: string;
}

/** `snakebridge merge-driver`: git runs it, see `init --merge-driver`. */
export const run: CommandRun<GlobalOptions & MergeDriverOptions> = async ({ base, ours, theirs, path }) => {
  const read = async (file: string): Promise<string> => (await readTextIfExists(file)) ?? "";
  const texts = { base: await read(base), ours: await read(ours), theirs: await read(theirs) };
  await writeFileAtomically(ours, mergeFile(path, texts));
  return { root: process.cwd(), diagnostics: [], exitCode: exitCodes.clean, summary: [], data: { path } };
};
