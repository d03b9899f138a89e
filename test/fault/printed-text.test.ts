import { describe, expect, it } from "vitest";
import { showProgress } from "../../src/cli/progress-lines.ts";
import { githubReport } from "../../src/cli/reporters/github.ts";
import { jsonReport } from "../../src/cli/reporters/json.ts";
import { sarifReport } from "../../src/cli/reporters/sarif.ts";
import { textReport } from "../../src/cli/reporters/text.ts";
import { createTerminal } from "../../src/cli/terminal.ts";
import { diagnostic } from "../../src/diagnostics/diagnostic.ts";
import { runCli } from "../support/run-cli.ts";
import { tempProject } from "../support/temp-project.ts";

/*
 * Text from sources, Python and tools is printed, and none of it moves the cursor, turns text around, or is taken for a
 * command by a CI system: GitHub, GitLab and Azure read every line of a log.
 */

const commands = [
  "::error file=a::no",
  "  ::set-output name=a::b",
  "##[error]no",
  "text ##[command]no",
  "##vso[task.setvariable variable=a]b",
  "##teamcity[buildStop]",
];
const controls = [
  "\u001b[2J\u001b[1;1H",
  "\u001b]0;title\u0007",
  "\u009b31m",
  "\r",
  "\u0000",
  "\u0008",
  "\u202e",
  "\u2066",
  "\u2028",
  "\ufeff",
];
const hostile = [
  ...commands,
  ...controls.flatMap((control) => commands.map((command) => `${control}${command}`)),
  ...commands.map((command) => `a\n${command}\r\n${command}\r${command}\u2028${command}`),
].join("\n");

/** What is wrong with a text that a terminal or a CI system reads; line feeds are all that may be in it. */
function dangersIn(text: string): string[] {
  const found: string[] =
    text.match(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u2028-\u202e\u2066-\u2069\ufeff]/g) ?? [];
  for (const line of text.split("\n")) {
    if (line.trimStart().startsWith("::")) found.push(line);
    if (/##(\[|vso\[|teamcity\[)/.test(line)) found.push(line);
  }
  return found;
}

const terminal = createTerminal(false);
const finding = diagnostic("SB4001", hostile, {
  location: { file: hostile, line: 1, column: 1 },
  fix: hostile,
  detail: hostile,
});
const outcome = {
  exitCode: 2,
  diagnostics: [finding],
  results: [hostile],
  summary: [hostile],
  data: { [hostile]: hostile },
  failure: hostile,
};

describe("hostile text in every part of an outcome", () => {
  it("as text", () => {
    expect(dangersIn(textReport(outcome, { stream: process.stdout, terminal }))).toEqual([]);
  });

  it("as JSON, which still says the same", () => {
    const text = jsonReport(hostile, outcome);
    expect(dangersIn(text)).toEqual([]);
    expect(JSON.parse(text)).toMatchObject({ command: hostile, failure: hostile, [hostile]: hostile });
  });

  it("as SARIF", () => {
    const text = sarifReport(outcome);
    expect(dangersIn(text)).toEqual([]);
    expect(JSON.parse(text).runs[0].results).toHaveLength(1);
  });

  it("as one annotation for GitHub, which is the only command", () => {
    const [annotation = "", ...others] = githubReport(outcome).trimEnd().split("\n");
    expect(others).toEqual([]);
    expect(annotation).toMatch(/^::error file=[^:,]*,line=1,col=1,/);
    expect(dangersIn(annotation.slice(2))).toEqual([]);
  });
});

it.each([false, true])("hostile text in progress and in the output of tools (on a terminal: %s)", (isTTY) => {
  let printed = "";
  const write = (text: string): void => {
    printed += text;
  };
  const err = { isTTY, columns: 80, write };
  const lines = showProgress({ ...terminal, err: err as unknown as NodeJS.WriteStream }, {});
  lines.step(hostile);
  lines.note(hostile);
  for (const chunk of hostile.match(/.{1,7}/gs) ?? []) lines.passthrough(chunk);
  lines.end();
  // The spinner's own way to draw over its line.
  expect(dangersIn(printed.replaceAll("\r\u001b[2K", ""))).toEqual([]);
});

describe.skipIf(process.platform === "win32")("a project whose names and sources are hostile", () => {
  it.each([
    ["text", []],
    ["text", ["--verbose"]],
    ["sarif", []],
    ["github", []],
  ])("prints none of it (%s %j)", async (reporter, args) => {
    const name = `src/a\n::error::no\u001b[2J##[error]\u202e.ts`;
    const project = await tempProject({
      "snakebridge.config.json": JSON.stringify({ libraries: { numpy: "*" } }),
      [name]: 'import { mean } from "#py/numpy";\n',
      "src/b.ts": 'import "#py/nothing\\n::error::no##[error]\\u001b[2J"; const = "##[error]\u202e";\n',
    });
    const { stdout, stderr } = await runCli(project.root, ["check", "--reporter", reporter, ...args]);
    expect(stdout).toContain("SB1001");
    const ours = /^::(error|warning) (file=[^:,]*,line=\d+,col=\d+,endColumn=\d+,)?title=SB\d{4}[^:]*::/;
    const rest = `${stdout}\n${stderr}`
      .split("\n")
      .filter((line) => reporter !== "github" || !ours.test(line));
    expect(dangersIn(rest.join("\n"))).toEqual([]);
  });
});
