import { createHash } from "node:crypto";
import { readFileSync, readlinkSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { hostname } from "node:os";

/** The identity of a process. Its number alone is not enough: numbers are reused, and mean nothing on another machine. */
export interface ProcessIdentity {
  readonly pid: number;
  /** On Linux in clock ticks since boot, exact; elsewhere in milliseconds since 1970, accurate to two seconds. */
  readonly start: number;
  /** Short hashes of the machine, of its current boot, and of the process namespace (container) on it. */
  readonly machine: string;
  readonly boot: string;
  readonly namespace: string;
}

/** `foreign`: a process on another machine or in another container, whose state is unknown here. */
export type Liveness = "alive" | "dead" | "foreign";

const startTolerance = 2500;

/** Returns this process's identity. */
export function ownIdentity(): ProcessIdentity {
  const onLinux = process.platform === "linux";
  return {
    pid: process.pid,
    start: onLinux
      ? Number(linuxStart(readFileSync("/proc/self/stat", "utf8")))
      : Math.round(performance.timeOrigin),
    machine: shortHash(`${orEmpty(() => readFileSync("/etc/machine-id", "utf8"))}${hostname()}`),
    boot: shortHash(orEmpty(() => readFileSync("/proc/sys/kernel/random/boot_id", "utf8"))),
    namespace: shortHash(orEmpty(() => readlinkSync("/proc/self/ns/pid"))),
  };
}

/** Whether the process with this identity still runs; `alive` when in doubt. */
export async function liveness(identity: ProcessIdentity): Promise<Liveness> {
  const own = ownIdentity();
  if (identity.machine !== own.machine) return "foreign";
  if (identity.boot !== own.boot) return "dead";
  if (identity.namespace !== own.namespace) return "foreign";
  if (!exists(identity.pid)) return "dead";
  const start = await startOf(identity.pid);
  if (start === "ended") return "dead";
  if (start === undefined) return "alive";
  return Math.abs(start - identity.start) <= (process.platform === "linux" ? 0 : startTolerance)
    ? "alive"
    : "dead";
}

function exists(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // EPERM: it exists but belongs to another user.
    return (error as NodeJS.ErrnoException).code !== "ESRCH";
  }
}

async function startOf(pid: number): Promise<number | "ended" | undefined> {
  if (process.platform === "linux")
    return await readFile(`/proc/${pid}/stat`, "utf8").then(linuxStart, () => "ended");
  const { execa } = await import("execa");
  const startTime = `(Get-Process -Id ${pid}).StartTime.ToUniversalTime().ToString('o')`;
  const { stdout } =
    process.platform === "win32"
      ? await execa("powershell", ["-NoProfile", "-Command", startTime], { reject: false })
      : await execa("ps", ["-o", "lstart=", "-p", `${pid}`], { reject: false, env: { LC_ALL: "C" } });
  const time = Date.parse(stdout?.trim() ?? "");
  return Number.isNaN(time) ? undefined : time;
}

/** Returns field 22 of `/proc/<pid>/stat`. A zombie has ended, although its number is still in use. */
function linuxStart(stat: string): number | "ended" {
  // The second field is the program's name in parentheses, which may contain spaces and parentheses.
  const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
  return fields[0] === "Z" || fields[0] === "X" ? "ended" : Number(fields[19]);
}

function shortHash(text: string): string {
  return createHash("sha256").update(text.trim()).digest("hex").slice(0, 12);
}

function orEmpty(read: () => string): string {
  try {
    return read();
  } catch {
    return "";
  }
}
