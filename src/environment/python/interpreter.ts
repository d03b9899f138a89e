import { tmpdir } from "node:os";
import { runTool } from "../../system/processes/run-tool.ts";

/** An interpreter's path, version and platform. */
export interface Interpreter {
  /** Path of the executable, as given. */
  readonly path: string;
  /** `3.11.7` */
  readonly version: string;
  /** `cp311-cp311-linux_x86_64` */
  readonly tags: string;
  /** `linux-x86_64-gnu` */
  readonly platform: string;
}

/** The output of the query; the input of the pure functions below. */
export interface InterpreterFacts {
  readonly version: string;
  readonly implementation: string;
  /** `linux-x86_64`, `macosx-11.0-arm64`, `win-amd64` */
  readonly platform: string;
  /** `cpython-311-x86_64-linux-gnu`; empty on Windows. */
  readonly soabi: string;
  readonly flags: string;
}

const query = `
import json, sys, sysconfig
print(json.dumps({
    "version": "%d.%d.%d" % sys.version_info[:3],
    "implementation": sys.implementation.name,
    "platform": sysconfig.get_platform(),
    "soabi": sysconfig.get_config_var("SOABI") or "",
    "flags": getattr(sys, "abiflags", ""),
}))
`;

/** Inspects an interpreter; `undefined` when it does not run. Runs isolated and without `site`, so that nothing else prints. */
export async function inspectInterpreter(path: string): Promise<Interpreter | undefined> {
  const options = { cwd: tmpdir(), timeoutMs: 30_000 };
  const { ok, stdout } = await runTool(path, ["-I", "-S", "-B", "-c", query], options);
  if (!ok) return undefined;
  try {
    const facts = JSON.parse(stdout.trim().split("\n").at(-1) ?? "") as InterpreterFacts;
    return { path, version: facts.version, tags: tagsOf(facts), platform: platformOf(facts) };
  } catch {
    return undefined;
  }
}

/** Returns interpreter, ABI and platform tag of wheels built for this Python. */
export function tagsOf({ version, implementation, platform, flags }: InterpreterFacts): string {
  const [major = "", minor = ""] = version.split(".");
  const prefix = implementation === "cpython" ? "cp" : implementation === "pypy" ? "pp" : implementation;
  const tag = `${prefix}${major}${minor}`;
  return `${tag}-${tag}${flags}-${platform.replace(/[-.]/g, "_")}`;
}

/** Returns what decides whether a compiled wheel fits: operating system, processor and, on Linux, the C library. */
export function platformOf({ platform, soabi }: InterpreterFacts): string {
  const [system = "", ...rest] = platform.split("-");
  const machine = rest.at(-1) ?? "";
  if (system === "linux") return `linux-${rest.join("-")}-${/musl/.test(soabi) ? "musl" : "gnu"}`;
  if (system === "macosx") return `macos-${machine}`;
  if (system === "win32") return "windows-x86";
  if (system === "win") return `windows-${machine === "amd64" ? "x86_64" : machine}`;
  return platform;
}
