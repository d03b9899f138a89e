import { execFile } from "node:child_process";
import { appendFileSync, cpSync, mkdtempSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, test } from "vitest";

interface Violation {
  readonly from: string;
  readonly cycle?: readonly { readonly name: string }[];
  readonly rule: { readonly name: string; readonly severity: string };
}

/** An import that must not be, and the rules that forbid it. */
interface Planted {
  readonly title: string;
  readonly file: string;
  readonly line: string;
  readonly rules: readonly string[];
}

const planted: readonly Planted[] = [
  {
    title: "run time to build side",
    file: "runtime/memo/memo.ts",
    line: 'export { mergeFile } from "../../commands/merge/merge-file.ts";',
    rules: ["layer runtime/memo"],
  },
  {
    title: "a type of the build side in the run time",
    file: "runtime/pool/pool.ts",
    line: 'export type { Config } from "../../project/config/config.ts";',
    rules: ["layer runtime/pool"],
  },
  {
    title: "build side to run time",
    file: "stages/emit/emit.ts",
    line: 'export { SnakebridgeError } from "../../runtime/errors.ts";',
    rules: ["layer stages/emit", "pure: only pure modules"],
  },
  {
    title: "up the ladder of the run time",
    file: "runtime/wire/frame.ts",
    line: 'export { createPool } from "../pool/pool.ts";',
    rules: ["layer runtime/wire"],
  },
  {
    title: "a stage to a command",
    file: "stages/infer/inference.ts",
    line: 'export { generate } from "../../commands/generate/generate.ts";',
    rules: ["layer stages/infer"],
  },
  {
    title: "the project to a stage",
    file: "project/lock/lock.ts",
    line: 'export type { Model } from "../../stages/model/model.ts";',
    rules: ["layer project/lock"],
  },
  {
    title: "pip to the order of the environment's steps",
    file: "environment/pip/pip-installer.ts",
    line: 'export { ensureEnvironment } from "../ensure-environment.ts";',
    rules: ["layer environment/pip"],
  },
  {
    title: "one command to another that it does not build on",
    file: "commands/check/check.ts",
    line: 'export { prune } from "../prune/prune.ts";',
    rules: ["layer commands/check"],
  },
  {
    title: "the model to the disk",
    file: "stages/model/build-model.ts",
    line: 'export { readFileSync } from "node:fs";',
    rules: ["pure: no module of Node"],
  },
  {
    title: "the pure part of the scanner to the disk, by a detour",
    file: "stages/scan/scan-source.ts",
    line: 'export { readSource } from "./read-source.ts";',
    rules: ["pure: only pure modules"],
  },
  {
    title: "the emitter to a process",
    file: "stages/emit/print-type.ts",
    line: 'export { execa } from "execa";',
    rules: ["package execa"],
  },
  {
    title: "the run time to the compiler",
    file: "runtime/program/call.ts",
    line: 'export { Project } from "ts-morph";',
    rules: ["package ts-morph"],
  },
  {
    title: "a package that has no row",
    file: "cli/main.ts",
    line: 'export { default } from "typescript";',
    rules: ["a package without a row"],
  },
  {
    title: "a circle of values within a folder",
    file: "docstring/tables.ts",
    line: 'export { toMarkdown as planted } from "./markdown.ts";',
    rules: ["circle of values"],
  },
  {
    title: "a circle of types between folders",
    file: "facts/facts.ts",
    line: 'export type { pythonSignature as Planted } from "../docstring/python-signature.ts";',
    rules: ["circle of types between folders"],
  },
  {
    title: "a folder that no ladder names",
    file: "helpers/strings.ts",
    line: 'export { version } from "../shared/version.ts";',
    rules: ["a folder without a layer"],
  },
];

describe("an import against the layers fails the lint", () => {
  const root = join(import.meta.dirname, "../..");
  const folder = mkdtempSync(join(tmpdir(), "snakebridge-layers-"));
  let violations: readonly Violation[];

  afterAll(() => rmSync(folder, { recursive: true }));

  beforeAll(async () => {
    for (const name of ["src", ".dependency-cruiser.mjs", "tsconfig.json", "package.json"])
      cpSync(join(root, name), join(folder, name), { recursive: true });
    symlinkSync(join(root, "node_modules"), join(folder, "node_modules"), "junction");
    for (const { file, line } of planted) {
      const path = join(folder, "src", file);
      cpSync(join(root, "src/shared/version.ts"), path, { force: false });
      appendFileSync(path, `\n${line}\n`);
    }
    violations = await cruise(root, folder);
  });

  test.each(planted)("$title", ({ file, rules }) => {
    const path = `src/${file}`;
    const broken = violations
      .filter(({ from, cycle = [] }) => from === path || cycle.some(({ name }) => name === path))
      .map(({ rule }) => rule);
    for (const name of rules) expect(broken).toContainEqual({ name, severity: "error" });
  });
});

async function cruise(root: string, cwd: string): Promise<readonly Violation[]> {
  const bin = join(root, "node_modules/dependency-cruiser/bin/dependency-cruise.mjs");
  const { stdout } = await promisify(execFile)(process.execPath, [bin, "src", "--output-type", "json"], {
    cwd,
    maxBuffer: 1 << 28,
  });
  return (JSON.parse(stdout) as { summary: { violations: readonly Violation[] } }).summary.violations;
}
