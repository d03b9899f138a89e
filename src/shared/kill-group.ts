/** What is needed of a subprocess, whoever has started it. */
interface GroupLeader {
  readonly pid?: number | undefined;
  kill(signal: "SIGKILL"): boolean;
}

/** Ends a child that leads a process group, and all that it started. Nothing happens when nobody is left. */
export function killGroup(child: GroupLeader): void {
  if (child.pid === undefined) return;
  try {
    if (process.platform === "win32") child.kill("SIGKILL");
    else process.kill(-child.pid, "SIGKILL");
  } catch {
    // Gone already.
  }
}
