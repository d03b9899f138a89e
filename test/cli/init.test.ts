import { expect, it } from "vitest";
import { check } from "../../src/commands/check/check.ts";
import { runCli } from "../support/run-cli.ts";
import { tempProject } from "../support/temp-project.ts";

const withTwo = ["init", "--yes", "--library", "numpy", "-l", "pandas==2.*"];

it("sets up an empty folder, and changes nothing the second time", async () => {
  const project = await tempProject();
  const { stdout, exitCode } = await runCli(project.root, withTwo);
  expect(exitCode).toBe(0);
  expect(stdout).toContain("npx snakebridge generate");
  const files = await project.snapshot();
  expect(Object.keys(files)).toEqual(
    expect.arrayContaining([
      ".gitattributes",
      ".gitignore",
      "package.json",
      "snakebridge.config.ts",
      "src/py/numpy.js",
      "src/py/numpy.ts",
      "src/py/pandas.ts",
      "tsconfig.json",
    ]),
  );
  expect(files["snakebridge.config.ts"]).toContain('pandas: "==2.*"');
  await runCli(project.root, withTwo);
  expect(await project.snapshot()).toEqual(files);
  // The rest needs Python.
  const { diagnostics } = await check({ cwd: project.root });
  expect(diagnostics.map(({ message }) => message)).toEqual(["snakebridge.lock is missing."]);
});

it("keeps existing files", async () => {
  const theirs = {
    "package.json": '{\n    "name": "mine",\n    "type": "module"\n}\n',
    "tsconfig.json": "{ /* mine */ }",
    ".gitignore": "node_modules",
    "snakebridge.config.json": '{ "libraries": { "math": true }, "output": "lib/python" }',
  };
  const project = await tempProject(theirs);
  const { stdout } = await runCli(project.root, ["init", "--yes", "-l", "numpy"]);
  expect(stdout).toContain("The configuration exists already");
  const files = await project.snapshot();
  expect(files["tsconfig.json"]).toBe(theirs["tsconfig.json"]);
  expect(files["snakebridge.config.json"]).toBe(theirs["snakebridge.config.json"]);
  expect(files[".gitignore"]).toBe("node_modules\n.snakebridge/\n");
  expect(files).not.toHaveProperty("snakebridge.config.ts");
  expect(files).toHaveProperty("lib/python/math.ts");
  expect(JSON.parse(files["package.json"] ?? "")).toMatchObject({
    name: "mine",
    imports: { "#py/*": { types: "./lib/python/*.ts", default: "./lib/python/*.js" } },
  });
});

it("writes nothing when a library is invalid, and names each invalid one", async () => {
  const project = await tempProject();
  const { stderr, exitCode } = await runCli(project.root, ["init", "--yes", "-l", "a b", "-l", "1x"]);
  expect(exitCode).toBe(2);
  expect(stderr).toContain('"a b"');
  expect(stderr).toContain('"1x"');
  expect(await project.snapshot()).toEqual({});
});
