import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, expect, test, vi } from "vitest";
import { call, close } from "../../../src/runtime/index.ts";
import { privateFolder } from "../../../src/system/files/private-folder.ts";
import { testPython } from "../../support/test-python.ts";

afterEach(async () => {
  await close();
  vi.unstubAllEnvs();
});

test("the project's deadline holds from the first call on, also after close()", async () => {
  const project = await mkdtemp(join(tmpdir(), "default-pool-"));
  const record = {
    format: 1,
    python: testPython,
    pool: { workers: 1, carrier: "auto", timeoutMs: 1500 },
  };
  await writeFile(join(await privateFolder(project), "runtime.json"), JSON.stringify(record));
  vi.stubEnv("SNAKEBRIDGE_PYTHON", undefined);
  vi.stubEnv("SNAKEBRIDGE_PROJECT", project);
  await expect(call("time", "sleep", [30])).rejects.toMatchObject({ code: "DeadlineExceeded" });
  await close();
  await expect(call("time", "sleep", [30])).rejects.toMatchObject({ code: "DeadlineExceeded" });
  await rm(project, { recursive: true });
});
