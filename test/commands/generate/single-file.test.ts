import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { execa } from "execa";
import { expect, test } from "vitest";
import { check } from "../../../src/commands/check/check.ts";
import { generate } from "../../../src/commands/generate/generate.ts";
import { prune } from "../../../src/commands/prune/prune.ts";
import { runCli } from "../../support/run-cli.ts";
import { tempProject } from "../../support/temp-project.ts";

const repository = join(import.meta.dirname, "../../..");
const tsx = pathToFileURL(join(repository, "node_modules/tsx/dist/loader.mjs")).href;
const codegen = pathToFileURL(join(repository, "src/runtime/codegen-v1.ts")).href;

const main = `// /// snakebridge
// requires-python = ">=3.10"
// dependencies = ["six>=1.16"]
// ///
import { sqrt } from "#py/math";
import { ensure_str } from "#py/six";

console.log(await ensure_str("one file"), await sqrt(4));
`;

test("one file and a package.json are a project: generated, checked, run", async () => {
  const project = await tempProject({ "package.json": '{"type":"module"}\n', "main.ts": main });
  const { diagnostics, written } = await generate({ cwd: project.root });
  expect(diagnostics).toEqual([]);
  expect(written).toEqual(
    expect.arrayContaining(["src/py/six.ts", "src/py/math.js", "package.json", "snakebridge.lock"]),
  );
  expect(JSON.parse(await project.read("package.json"))).toMatchObject({
    imports: { "#py/*": { default: "./src/py/*.js" } },
  });
  expect(JSON.parse(await project.read("snakebridge.lock")).environments.default.requirements).toContain(
    "six>=1.16",
  );
  expect(await check({ cwd: project.root, strict: true })).toMatchObject({ ok: true, diagnostics: [] });
  expect(await generate({ cwd: project.root })).toMatchObject({ written: [], introspected: false });
  expect(await runCli(project.root, ["signature", "six.ensure_str"])).toMatchObject({ exitCode: 0 });

  // As installed; here the package is this repository's sources.
  for (const name of ["six", "math"]) {
    const text = await project.read(`src/py/${name}.js`);
    await project.write({ [`src/py/${name}.js`]: text.replaceAll("snakebridge/codegen-v1", codegen) });
  }
  const { stdout } = await execa(process.execPath, ["--import", tsx, "main.ts"], { cwd: project.root });
  expect(stdout).toBe("one file 2");

  await generate({ cwd: project.root });
  await project.write({
    "main.ts": main.replace('await ensure_str("one file"), ', "").replace(/.*#py\/six.*\n/, ""),
  });
  expect((await prune({ cwd: project.root, dryRun: true })).removed).toContain("six:ensure_str");
});

test("without a configuration and without a block there is no project", async () => {
  const project = await tempProject({
    "package.json": "{}",
    "main.ts": 'import { sqrt } from "#py/math";\n',
  });
  for (const command of [generate, check])
    await expect(command({ cwd: project.root })).rejects.toMatchObject({
      diagnostics: [{ code: "SB2001", message: expect.stringContaining("// /// snakebridge") }],
    });
  expect(await project.snapshot()).toEqual({ "package.json": "{}", "main.ts": expect.any(String) });
});

test("blocks add to a configuration, and a conflict ends the run with both places", async () => {
  const project = await tempProject({
    "snakebridge.config.json": JSON.stringify({ libraries: { six: "<1.16" } }),
    "src/main.ts": main,
  });
  const result = await runCli(project.root, ["generate"]);
  expect(result.exitCode).toBe(2);
  expect(result.stderr + result.stdout).toContain("src/main.ts(3,20): error SB2008: six>=1.16");
});
