import fs from "node:fs";
import fastGlob from "fast-glob";
import type { Config } from "../../project/config/config.ts";

export interface SourceList {
  /**
   * Relative to the project, with forward slashes, sorted. Includes paths that are not plain files, so that each can
   * be reported.
   */
  readonly files: readonly string[];
  /** Folders that cannot be listed, with the errors. */
  readonly unreadableFolders: readonly { readonly folder: string; readonly error: NodeJS.ErrnoException }[];
}

/** Lists the sources that the configuration includes. Generated, built and installed files are never included. */
export async function listSources(config: Config): Promise<SourceList> {
  const errors = new Map<string, NodeJS.ErrnoException>();
  const entries = await fastGlob([...config.include], {
    cwd: config.root,
    ignore: [
      ...config.exclude,
      `${fastGlob.escapePath(config.output)}/**`,
      "**/node_modules/**",
      "**/.snakebridge/**",
      "**/dist/**",
    ],
    // FIFOs and devices are reported. Symbolic links to folders are not followed: they may form circles.
    onlyFiles: false,
    objectMode: true,
    followSymbolicLinks: false,
    suppressErrors: true,
    fs: { readdir: readdirRecordingErrors(errors) },
  });
  return {
    files: entries
      .filter(({ dirent }) => !dirent.isDirectory())
      .map(({ path }) => path)
      .sort(),
    unreadableFolders: [...errors].map(([folder, error]) => ({ folder, error })),
  };
}

/** Wraps `fs.readdir` to record the errors that fast-glob would throw or drop. */
function readdirRecordingErrors(errors: Map<string, NodeJS.ErrnoException>): typeof fs.readdir {
  const readdir = (
    folder: string,
    options: object,
    done: (error: unknown, entries?: unknown) => void,
  ): void => {
    fs.readdir(folder, options as { withFileTypes: true }, (error, entries) => {
      if (error && error.code !== "ENOENT" && error.code !== "ENOTDIR") errors.set(folder, error);
      done(error, entries);
    });
  };
  return readdir as typeof fs.readdir;
}
