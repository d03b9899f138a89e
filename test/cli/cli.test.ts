import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { describe, expect, it } from "vitest";
import { generatedProject } from "../support/generated-project.ts";
import { runCli } from "../support/run-cli.ts";
import { tempProject } from "../support/temp-project.ts";

const escapeCharacter = "\u001b";
const oneUnknownName = { "src/main.ts": 'import { std } from "#py/numpy";\nstd([1]);\n' };

describe("the command line", () => {
  it("prints help with examples", async () => {
    const { root } = await tempProject();
    const { stdout, stderr, exitCode } = await runCli(root, ["generate", "--help"]);
    expect(exitCode).toBe(0);
    expect(stdout).toContain("npx snakebridge generate --offline");
    expect(stdout).toContain("Exit codes: 0 clean, 1 findings, 2");
    expect(stderr).toBe("");
  });

  it.each([
    [["chekc"], "unknown command 'chekc'\n(Did you mean check?)"],
    [["check", "--strcit"], "unknown option '--strcit'\n(Did you mean --strict?)"],
    [["check", "--reporter", "xml"], "Allowed choices are text, github, sarif"],
  ])("answers %j with exit code 2 and a suggestion", async (args, message) => {
    const { root } = await tempProject();
    const { stdout, stderr, exitCode } = await runCli(root, args);
    expect({ stdout, exitCode }).toEqual({ stdout: "", exitCode: 2 });
    expect(stderr).toContain(message);
  });
});

describe("findings", () => {
  it("go to stdout in the compiler's form, without color outside a terminal", async () => {
    const { root } = await generatedProject(oneUnknownName);
    const { stdout, stderr, exitCode } = await runCli(root, ["check"]);
    expect(exitCode).toBe(1);
    expect(stdout).toContain('src/main.ts(1,10): error SB1001: "numpy.std" is used but not generated.');
    expect(stdout).toContain("Fix: npx snakebridge generate");
    expect(stdout + stderr).not.toContain(escapeCharacter);
    expect(stderr).toBe("Checking");
  });

  it("leave stderr silent with --quiet", async () => {
    const { root } = await generatedProject();
    const { stdout, stderr, exitCode } = await runCli(root, ["check", "--quiet"]);
    expect({ stdout, stderr, exitCode }).toEqual({ stdout: "", stderr: "", exitCode: 0 });
  });

  it("have colors with FORCE_COLOR, and never with --no-color", async () => {
    const { root } = await tempProject();
    const env = { FORCE_COLOR: "1" };
    expect((await runCli(root, ["doctor"], env)).stdout).toContain(escapeCharacter);
    expect((await runCli(root, ["doctor", "--no-color"], env)).stdout).not.toContain(escapeCharacter);
  });

  it("become annotations under GitHub Actions, with paths in the workspace", async () => {
    const project = await generatedProject(oneUnknownName);
    const { stdout } = await runCli("/", ["check", "--cwd", project.root], {
      GITHUB_ACTIONS: "true",
      GITHUB_WORKSPACE: project.path(".."),
    });
    const name = project.root.split(/[\\/]/).at(-1);
    expect(stdout).toContain(`::error file=${name}/src/main.ts,line=1,col=10,`);
  });
});

describe("--json", () => {
  const documentOf = async (root: string, args: readonly string[]) => {
    const { stdout, exitCode } = await runCli(root, [...args, "--json"]);
    const document = JSON.parse(stdout);
    expect(document.exitCode).toBe(exitCode);
    return document;
  };

  it("prints one document with the findings", async () => {
    const { root } = await generatedProject(oneUnknownName);
    expect(await documentOf(root, ["check"])).toMatchObject({
      command: "check",
      exitCode: 1,
      ok: false,
      diagnostics: [
        {
          code: "SB1001",
          location: { file: "src/main.ts", line: 1, column: 10 },
          docs: "docs/diagnostics/SB1001.md",
        },
      ],
    });
  });

  it("prints one document when the command cannot do its work", async () => {
    const { root } = await tempProject();
    expect(await documentOf(root, ["generate"])).toMatchObject({
      command: "generate",
      exitCode: 2,
      diagnostics: [{ code: "SB2001", fix: "npx snakebridge init" }],
    });
  });

  it("prints one document about a wrong command line", async () => {
    const { root } = await tempProject();
    expect(await documentOf(root, ["generate", "--nonsense"])).toMatchObject({
      command: null,
      exitCode: 2,
      failure: expect.stringContaining("--nonsense"),
    });
  });
});

describe("failures", () => {
  it("name every mistake of a configuration", async () => {
    const { root } = await tempProject({
      "snakebridge.config.json": JSON.stringify({
        libraries: { numpy: "^2" },
        outptu: "x",
        pool: { workers: 0 },
      }),
    });
    const { stdout, stderr, exitCode } = await runCli(root, ["check"]);
    expect({ stdout, exitCode }).toEqual({ stdout: "", exitCode: 2 });
    expect(stderr.match(/error SB2002/g)).toHaveLength(3);
  });

  it("that are unexpected print one line, and a stack with --verbose", async () => {
    const { root } = await tempProject({
      "snakebridge.config.json": '{ "libraries": { "numpy": "*" } }',
      // A machine without a host name.
      "nameless.mjs": `import os from "node:os";
        import { syncBuiltinESMExports } from "node:module";
        os.hostname = () => { throw new Error("no name"); };
        syncBuiltinESMExports();`,
    });
    const env = { NODE_OPTIONS: `--import=${pathToFileURL(join(root, "nameless.mjs")).href}` };
    const plain = await runCli(root, ["generate"], env);
    expect(plain.exitCode).toBe(2);
    expect(plain.stderr).toContain("Run the command again with --verbose to see where.");
    expect(plain.stderr).not.toMatch(/^\s+at /m);
    expect((await runCli(root, ["generate", "--verbose"], env)).stderr).toMatch(/^\s+at /m);
  });
});
