import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { generatorIdentity, identityOf } from "../../../src/project/lock/generator-identity.ts";

const repository = join(import.meta.dirname, "../../..");
let clone: string;

beforeEach(async () => {
  clone = await mkdtemp(join(tmpdir(), "snakebridge-identity-"));
  for (const part of ["package.json", "proto", "python/src", "src"])
    await cp(join(repository, part), join(clone, part), { recursive: true });
});
afterEach(async () => {
  await rm(clone, { recursive: true, force: true });
});

async function append(path: string, text: string): Promise<void> {
  await mkdir(join(clone, path, ".."), { recursive: true });
  const before = await readFile(join(clone, path), "utf8").catch(() => "");
  await writeFile(join(clone, path), before + text);
}

describe("the generator's identity", () => {
  test("names the version, and is the same in every clone", () => {
    expect(generatorIdentity()).toEqual(identityOf(clone));
    expect(generatorIdentity().hash).toMatch(/^sha256:[0-9a-f]{64}$/);
  });

  test("is the same with CRLF, compiled Python, and changes of the command line or the run time", async () => {
    const before = identityOf(clone);
    const lock = await readFile(join(clone, "src/project/lock/lock.ts"), "utf8");
    await writeFile(join(clone, "src/project/lock/lock.ts"), lock.replaceAll("\n", "\r\n"));
    await append("python/src/snakebridge_worker/__pycache__/x.cpython-311.pyc", "x");
    await append("src/runtime/new.ts", "x");
    await append("src/cli/new.ts", "x");
    expect(identityOf(clone)).toEqual(before);
  });

  test.each([
    "src/project/lock/lock.ts",
    "src/stages/emit/new.ts",
    "python/src/snakebridge_worker/new.py",
    "proto/snakebridge/v1/worker.proto",
  ])("changes with %s", async (path) => {
    const before = identityOf(clone);
    await append(path, "\n");
    expect(identityOf(clone).hash).not.toBe(before.hash);
  });
});
