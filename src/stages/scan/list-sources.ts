import fs from "node:fs";
import fastGlob from "fast-glob";
import type { Config } from "../../project/config/config.ts";

export interface SourceList {
  /** Relative to the project, with forward slashes, sorted. Not only plain files: what cannot be read gets its name. */
  readonly files: readonly string[];
  /** Folders that may not be listed, and why. */
  readonly closedFolders: readonly { readonly folder: string; readonly error: NodeJS.ErrnoException }[];
}

/** The sources that the configuration includes. Never looks into what is generated, built or installed. */
export async function listSources(config: Config): Promise<SourceList> {
  const closed = new Map<string, NodeJS.ErrnoException>();
  const found = await fastGlob([...config.include], {
    cwd: config.root,
    ignore: [
      ...config.exclude,
      `${fastGlob.escapePath(config.output)}/**`,
      "**/node_modules/**",
      "**/.snakebridge/**",
      "**/dist/**",
    ],
    // A FIFO or a device is named as such; symbolic links to folders could lead around in circles.
    onlyFiles: false,
    objectMode: true,
    followSymbolicLinks: false,
    suppressErrors: true,
    fs: { readdir: readdirNoting(closed) },
  });
  return {
    files: found
      .filter(({ dirent }) => !dirent.isDirectory())
      .map(({ path }) => path)
      .sort(),
    closedFolders: [...closed].map(([folder, error]) => ({ folder, error })),
  };
}

/** `fs.readdir` that keeps the errors which fast-glob would either throw or forget. */
function readdirNoting(errors: Map<string, NodeJS.ErrnoException>): typeof fs.readdir {
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
