import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** A Unix socket's path has at most 103 bytes on macOS, 107 on Linux; the longest name that is put inside has 15. */
const maxDirectoryBytes = 103 - 15;

/**
 * Creates a folder that only this user can enter, with a path that is short enough for sockets. Returns `undefined` where
 * Python has no Unix sockets, or no folder fits: the worker listens on loopback TCP then.
 */
export function makePrivateDirectory(): string | undefined {
  if (process.platform === "win32") return undefined;
  for (const parent of [tmpdir(), process.env.XDG_RUNTIME_DIR, "/tmp", "/var/tmp"]) {
    if (parent === undefined || Buffer.byteLength(join(parent, "sb-XXXXXX")) > maxDirectoryBytes) continue;
    try {
      return mkdtempSync(join(parent, "sb-"));
    } catch {
      // Full, gone or read-only: try the next one.
    }
  }
  return undefined;
}

export function removePrivateDirectory(directory: string): void {
  try {
    rmSync(directory, { recursive: true, force: true });
  } catch {
    // Only dead sockets are left in it.
  }
}
