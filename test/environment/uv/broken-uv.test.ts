import { chmod, mkdir, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { silentProgress } from "../../../src/diagnostics/progress.ts";
import { ensureEnvironment } from "../../../src/environment/ensure-environment.ts";
import { findUv } from "../../../src/environment/uv/find-uv.ts";
import { markVariable, processesMarked } from "../../support/marked-processes.ts";
import { configIn, temporaryFolder, withVariables } from "../support.ts";

/* A uv that answers the question for its version, and then does something else. */

let root: string;
let restore: () => void;
const mark = `broken-uv-${process.pid}`;

beforeEach(async () => {
  root = await temporaryFolder();
  restore = withVariables({ [markVariable]: mark });
});
afterEach(async () => {
  restore();
  await rm(root, { recursive: true, force: true });
});

async function fakeUv(then: string, atOnce = ""): Promise<string> {
  const path = join(root, "uv");
  await mkdir(root, { recursive: true });
  const script = `#!/bin/sh\n${atOnce}\n[ "$1" = --version ] && { echo "uv 1.0.0"; exit 0; }\n${then}\n`;
  await writeFile(path, script);
  await chmod(path, 0o755);
  return path;
}

async function failure(uv: string, progress = silentProgress): Promise<{ code: string; detail?: string }> {
  const made = ensureEnvironment(configIn(root, { uv }), undefined, { progress });
  const error = await made.then(
    () => expect.fail("there is an environment"),
    (each) => each,
  );
  return error.diagnostics[0];
}

describe.skipIf(process.platform === "win32")("a uv that", () => {
  test("fails at everything is SB3009, with its output", async () => {
    const uv = await fakeUv("echo 'error: no such device' >&2; exit 7");
    expect(await failure(uv)).toMatchObject({ code: "SB3009", detail: "error: no such device" });
  });

  test("prints garbage is SB3009", async () => {
    const uv = await fakeUv("head -c 100000 /dev/urandom; head -c 100000 /dev/urandom >&2");
    const { code, detail = "" } = await failure(uv);
    expect(code).toBe("SB3009");
    expect(detail.length).toBeLessThanOrEqual(20_000);
  });

  test("prints 100 MB is stopped, and its noise is not passed on", async () => {
    const uv = await fakeUv("yes noise | head -c 100000000; yes noise | head -c 100000000 >&2");
    let passed = 0;
    const passthrough = (chunk: string): void => {
      passed += chunk.length;
    };
    expect(await failure(uv, { ...silentProgress, passthrough })).toMatchObject({ code: "SB3009" });
    expect(passed).toBeLessThan(100_000);
  });

  test("hangs is ended with all its processes, and SB3009 shows how to wait longer", async () => {
    const undo = withVariables({ SNAKEBRIDGE_TOOL_TIMEOUT: "1" });
    // The shell waits for its child, as the scripts of version managers do.
    const uv = await fakeUv("sleep 600; echo late");
    expect(await failure(uv)).toMatchObject({
      code: "SB3009",
      fix: expect.stringContaining("SNAKEBRIDGE_TOOL_TIMEOUT"),
    });
    undo();
    await expect.poll(() => processesMarked(mark)).toEqual([]);
  });

  test("ends itself by a signal is SB3009", async () => {
    expect(await failure(await fakeUv("kill -SEGV $$"))).toMatchObject({ code: "SB3009" });
  });

  test("prints 100 MB for its version is none", async () => {
    const uv = await fakeUv("", "yes noise | head -c 100000000; exit 0");
    await expect(findUv(configIn(root, { uv }))).rejects.toThrow("SB3003");
  });
});
