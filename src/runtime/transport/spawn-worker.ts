import { type ChildProcess, type StdioOptions, spawn } from "node:child_process";
import { fileURLToPath } from "node:url";
import { killGroup } from "../../shared/kill-group.ts";
import { atHostExit } from "./host-exit.ts";
import { startFailure } from "./private-channel.ts";
import { makePrivateDirectory, removePrivateDirectory } from "./private-directory.ts";
import type { WorkerProcessOptions } from "./worker-process.ts";

const entry = fileURLToPath(new URL("../../../python/src/snakebridge_worker/__main__.py", import.meta.url));
/** Standard input is empty, output is forwarded, and descriptor 3 is the private channel. */
const stdio: StdioOptions = ["ignore", "pipe", "pipe", "pipe"];

export interface SpawnedWorker {
  readonly child: ChildProcess;
  /** The folder of its sockets. Removed with the process. */
  readonly directory: string | undefined;
}

/** Resolves when the interpreter runs. The process ends with the host. Rejects with a `SnakebridgeError`. */
export async function spawnWorker({
  python,
  existing,
}: Pick<WorkerProcessOptions, "python" | "existing">): Promise<SpawnedWorker> {
  const { bytecode, beside } = existing ?? {};
  const directory = makePrivateDirectory();
  const child = spawn(python, [...flags(bytecode), entry, ...(beside === undefined ? [] : [beside])], {
    stdio,
    // For the Python processes that a library starts.
    ...(bytecode === undefined ? {} : { env: { ...process.env, PYTHONPYCACHEPREFIX: bytecode } }),
    // In its own process group: Ctrl-C is for the program, and the end of a worker is the end of its children.
    detached: process.platform !== "win32",
    windowsHide: true,
  });
  const cleanUp = (): void => {
    killGroup(child);
    if (directory !== undefined) removePrivateDirectory(directory);
  };
  const forgetExit = atHostExit(cleanUp);
  try {
    await running(child, python);
  } catch (error) {
    forgetExit();
    cleanUp();
    throw error;
  }
  child.on("exit", () => {
    forgetExit();
    cleanUp();
  });
  return { child, directory };
}

function flags(bytecode: string | undefined): string[] {
  return bytecode === undefined ? ["-I"] : ["-I", "-X", `pycache_prefix=${bytecode}`];
}

function running(child: ChildProcess, python: string): Promise<void> {
  return new Promise((resolve, reject) => {
    child.once("spawn", resolve);
    child.on("error", (cause) => reject(startFailure(`${python} does not run (${cause.message})`, cause)));
  });
}
