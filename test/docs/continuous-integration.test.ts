import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { generatedProject } from "../support/generated-project.ts";
import { runCli } from "../support/run-cli.ts";

const page = readFileSync(join(import.meta.dirname, "../../docs/guide/continuous-integration.md"), "utf8");

/** The commands of the examples, by where they stand: `run:`, `entry:`, or a line of a script. */
const commands = [...page.matchAll(/^ *(?:- run:|entry:|-) npx snakebridge (check .*)$/gm)].map((match) =>
  match[1]!.replace(/ > .*/, "").split(" "),
);

it("has the commands of three systems", () => expect(commands).toHaveLength(4));

it.each(commands)("snakebridge %s %s %s %s", async (...args) => {
  const given = args.filter((each) => each !== undefined);
  const project = await generatedProject();
  expect(await runCli(project.root, given)).toMatchObject({ exitCode: 0 });
  await project.write({ "src/more.ts": 'export { std } from "#py/numpy";\n' });
  const { exitCode, stdout } = await runCli(project.root, given);
  expect(exitCode).toBe(1);
  expect(stdout).toContain("SB1001");
  if (given.includes("sarif"))
    expect(JSON.parse(stdout)).toMatchObject({
      version: "2.1.0",
      runs: [
        {
          tool: { driver: { name: "snakebridge", rules: [{ id: "SB1001" }] } },
          invocations: [{ executionSuccessful: true }],
          results: [
            {
              ruleId: "SB1001",
              level: "error",
              message: { text: expect.stringContaining("Fix: npx snakebridge generate") },
              locations: [
                {
                  physicalLocation: {
                    artifactLocation: { uri: "src/more.ts", uriBaseId: "%SRCROOT%" },
                    region: { startLine: 1, startColumn: 10, endColumn: 13 },
                  },
                },
              ],
            },
          ],
        },
      ],
    });
});

it("tells in SARIF too why a check could not be made", async () => {
  const project = await generatedProject();
  await project.write({ "snakebridge.lock": "{" });
  const { exitCode, stdout } = await runCli(project.root, ["check", "--reporter", "sarif"]);
  expect(exitCode).toBe(2);
  expect(JSON.parse(stdout)).toMatchObject({ runs: [{ results: [{ ruleId: "SB5005" }] }] });
});
