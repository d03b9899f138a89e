import { chmod, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import {
  type InterpreterFacts,
  inspectInterpreter,
  platformOf,
  tagsOf,
} from "../../../src/environment/python/interpreter.ts";
import { testPython } from "../../support/test-python.ts";
import { temporaryFolder } from "../support.ts";

describe("platforms and tags", () => {
  test.each<[string, string, Partial<InterpreterFacts>]>([
    [
      "linux-x86_64-gnu",
      "cp311-cp311-linux_x86_64",
      { platform: "linux-x86_64", soabi: "cpython-311-x86_64-linux-gnu" },
    ],
    [
      "linux-aarch64-musl",
      "cp312-cp312-linux_aarch64",
      { version: "3.12.1", platform: "linux-aarch64", soabi: "cpython-312-aarch64-linux-musl" },
    ],
    [
      "macos-arm64",
      "cp311-cp311-macosx_11_0_arm64",
      { platform: "macosx-11.0-arm64", soabi: "cpython-311-darwin" },
    ],
    ["windows-x86_64", "cp311-cp311-win_amd64", { platform: "win-amd64", soabi: "" }],
    ["windows-arm64", "cp311-cp311-win_arm64", { platform: "win-arm64", soabi: "" }],
    ["windows-x86", "cp311-cp311-win32", { platform: "win32", soabi: "" }],
    [
      "linux-x86_64-gnu",
      "cp313-cp313t-linux_x86_64",
      { version: "3.13.0", platform: "linux-x86_64", soabi: "cpython-313t-x86_64-linux-gnu", flags: "t" },
    ],
  ])("%s, %s", (platform, tags, change) => {
    const facts = {
      version: "3.11.7",
      implementation: "cpython",
      platform: "",
      soabi: "",
      flags: "",
      ...change,
    };
    expect(platformOf(facts)).toBe(platform);
    expect(tagsOf(facts)).toBe(tags);
  });
});

describe("asking an interpreter", () => {
  test("a real one answers", async () => {
    expect(await inspectInterpreter(testPython)).toMatchObject({
      version: expect.stringMatching(/^3\.\d+\.\d+$/),
      platform: expect.stringContaining("-"),
    });
  });

  test("a file that is not Python, fails, or prints something else gives nothing", async () => {
    const folder = await temporaryFolder();
    const script = async (text: string) => {
      const path = join(folder, "python");
      await writeFile(path, text);
      await chmod(path, 0o755);
      return path;
    };
    expect(await inspectInterpreter(join(folder, "missing"))).toBeUndefined();
    expect(await inspectInterpreter(await script("#!/bin/sh\nexit 3\n"))).toBeUndefined();
    expect(await inspectInterpreter(await script("#!/bin/sh\necho hello\n"))).toBeUndefined();
    await rm(folder, { recursive: true });
  });
});
