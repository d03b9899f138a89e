import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** A Unix socket's path has at most 103 bytes on macOS, 107 on Linux; the longest name that is put inside has 15. */
const maxDirectoryBytes = 103 - 15;

/**
 * A fresh folder that only this user can enter, short enough for socket paths. Undefined where there are no Unix sockets
 * for Python, or no folder that will do: the worker listens on loopback TCP then.
 */
export function makePrivateDirectory(): string | undefined {
  if (process.platform === "win32") return undefined;
  for (const parent of [tmpdir(), process.env.XDG_RUNTIME_DIR, "/tmp", "/var/tmp"]) {
    if (parent === undefined || Buffer.byteLength(join(parent, "sb-XXXXXX")) > maxDirectoryBytes) continue;
    try {
      return mkdtempSync(join(parent, "sb-"));
    } catch {
      // Full, gone or read-only: the next one may do.
    }
  }
  return undefined;
}

export function removePrivateDirectory(directory: string): void {
  try {
    rmSync(directory, { recursive: true, force: true });
  } catch {
    // What cannot be removed holds nothing but dead sockets.
  }
}
