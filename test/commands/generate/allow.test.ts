import { access } from "node:fs/promises";
import { expect, test } from "vitest";
import { check } from "../../../src/commands/check/check.ts";
import { generate } from "../../../src/commands/generate/generate.ts";
import { runCli } from "../../support/run-cli.ts";
import { tempProject } from "../../support/temp-project.ts";

test("a library that is not allowed is refused before anything is resolved, installed or imported", async () => {
  const project = await tempProject({
    "snakebridge.config.json": JSON.stringify({ libraries: { math: true, os: true }, allow: ["math"] }),
    "src/main.ts": 'import { getpid } from "#py/os";\nexport const id = getpid();\n',
  });
  const failure = {
    code: "SB1010",
    message: '"os" is used, but the configuration does not allow it.',
    location: { file: "src/main.ts", line: 1, column: 10, length: 6 },
    fix: expect.stringContaining('"os"'),
  };
  await expect(generate({ cwd: project.root })).rejects.toMatchObject({ diagnostics: [failure] });
  await expect(access(project.path(".snakebridge/environments"))).rejects.toThrow();
  await expect(access(project.path("src/py"))).rejects.toThrow();
  const { ok, diagnostics } = await check({ cwd: project.root });
  expect(ok).toBe(false);
  expect(diagnostics).toContainEqual({ ...failure, severity: "error" });
  expect(await runCli(project.root, ["generate"])).toMatchObject({ exitCode: 2 });
});
