/** The part of a child process that `killGroup` needs, independent of the library that started it. */
interface GroupLeader {
  readonly pid?: number | undefined;
  kill(signal: "SIGKILL"): boolean;
}

/**
 * Kills a child that leads a process group, and every process in its group. Does nothing if the group has already
 * ended.
 */
export function killGroup(child: GroupLeader): void {
  if (child.pid === undefined) return;
  try {
    if (process.platform === "win32") child.kill("SIGKILL");
    else process.kill(-child.pid, "SIGKILL");
  } catch {
    // Already ended.
  }
}
