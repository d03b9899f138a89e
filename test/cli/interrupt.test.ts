import { chmod, readFile } from "node:fs/promises";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { execa } from "execa";
import { expect, it, vi } from "vitest";
import { tempProject } from "../support/temp-project.ts";

const repository = join(import.meta.dirname, "../..");
const tsx = pathToFileURL(join(repository, "node_modules/tsx/dist/loader.mjs")).href;

/** A uv that never finishes, and writes down which process it is. */
const endlessUv = `#!/bin/sh
if [ "$1" = --version ]; then echo "uv 99.0.0"; exit 0; fi
echo $$ > "$(dirname "$0")/uv.pid"
exec sleep 1000
`;

it.skipIf(process.platform === "win32")(
  "ends with the signal's exit code, leaves no process, and the next run works",
  async () => {
    const project = await tempProject({
      "snakebridge.config.json": '{ "libraries": { "json": true } }',
      uv: endlessUv,
    });
    await chmod(project.path("uv"), 0o755);
    const running = execa(
      process.execPath,
      ["--import", tsx, join(repository, "src/cli/main.ts"), "generate"],
      {
        cwd: project.root,
        reject: false,
        env: { SNAKEBRIDGE_UV: project.path("uv") },
      },
    );
    const pid = await vi.waitFor(
      async () => Number(await readFile(project.path("uv.pid"), "utf8")) || expect.fail(),
      {
        timeout: 50_000,
      },
    );
    const before = await project.snapshot();
    running.kill("SIGINT");
    const { exitCode, stderr } = await running;
    expect(exitCode).toBe(130);
    expect(stderr).toContain("Interrupted. Nothing is lost");
    await vi.waitFor(async () => expect(await stateOf(pid)).toMatch(/^(Z|$)/));
    expect(await project.snapshot()).toEqual(before);

    const { SNAKEBRIDGE_UV: _, ...env } = process.env;
    const again = await execa(
      process.execPath,
      ["--import", tsx, join(repository, "src/cli/main.ts"), "generate"],
      {
        cwd: project.root,
        reject: false,
        extendEnv: false,
        env,
      },
    );
    expect(again.exitCode).toBe(0);
  },
);

/** Returns the state that `ps` prints: nothing for a process that ended, `Z` for a zombie. */
async function stateOf(pid: number): Promise<string> {
  const { stdout } = await execa("ps", ["-o", "stat=", "-p", `${pid}`], { reject: false });
  return stdout.trim();
}
