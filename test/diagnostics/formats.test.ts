import { describe, expect, test } from "vitest";
import { type Diagnostic, diagnostic } from "../../src/diagnostics/diagnostic.ts";
import { diagnosticsToJson } from "../../src/diagnostics/diagnostic-json.ts";
import { exitCodeFor } from "../../src/diagnostics/exit-code.ts";
import { formatGithub } from "../../src/diagnostics/format-github.ts";
import { formatPlain } from "../../src/diagnostics/format-plain.ts";
import { formatPretty, summarizeDiagnostics } from "../../src/diagnostics/format-pretty.ts";

const missing = diagnostic("SB1001", `"numpy.mean" is used but not generated.`, {
  location: { file: "src/main.ts", line: 2, column: 4, length: 4 },
});
const computed = diagnostic("SB1004", "Which member this is shows only when the program runs.", {
  location: { file: "src/a.ts", line: 10, column: 1 },
});
const failed = diagnostic("SB3009", "uv failed.", { detail: "first line\nsecond line\n" });
const source = `import * as np from "#py/numpy";\nnp.mean([1]);\n`;

describe("plain", () => {
  test("one line each, in the form that tools know, without places first", () =>
    expect(formatPlain([missing, computed, failed, missing])).toBe(
      `error SB3009: uv failed.
  first line
  second line
src/a.ts(10,1): warning SB1004: Which member this is shows only when the program runs.
src/main.ts(2,4): error SB1001: "numpy.mean" is used but not generated.
  Fix: npx snakebridge generate
`,
    ));

  test("the order depends on nothing but the findings", () => {
    const all = [missing, computed, failed, { ...missing, message: "another" }];
    expect(formatPlain(all.toReversed?.() ?? [...all].reverse())).toBe(formatPlain(all));
  });
});

describe("pretty", () => {
  const sourceOf = (file: string): string | undefined => (file === "src/main.ts" ? source : undefined);

  test("with a code frame where the source is known", () =>
    expect(formatPretty([missing, computed], { sourceOf })).toBe(
      `src/a.ts:10:1 - warning SB1004: Which member this is shows only when the program runs.

src/main.ts:2:4 - error SB1001: "numpy.mean" is used but not generated.

2 np.mean([1]);
     ~~~~

  Fix: npx snakebridge generate
`,
    ));

  test("colours are the caller's", () => {
    const text = formatPretty([missing], { sourceOf, paint: (colour, each) => `<${colour}>${each}</>` });
    expect(text).toContain("<cyan>src/main.ts</>:<yellow>2</>:<yellow>4</> - <red>error</> <gray>SB1001:</>");
    expect(text).toContain("<inverse>2</> np.mean([1]);\n<inverse> </>    <red>~~~~</>");
  });

  const frame = (text: string, place: Partial<Diagnostic["location"]>): string[] =>
    formatPretty([{ ...missing, location: { file: "x", line: 1, column: 1, ...place } }], {
      sourceOf: () => text,
    }).split("\n");

  test("of a long line the part around the place is shown", () => {
    const lines = frame(`${"x".repeat(5000)}HERE${"y".repeat(5000)}`, { column: 5001, length: 4 });
    expect(lines[2]).toMatch(/^1 x{20}HEREy{76}$/);
    expect(lines[3]).toBe(`  ${" ".repeat(20)}~~~~`);
  });

  test("tabs and odd characters keep the columns", () => {
    const lines = frame("\t\u001b[31m\u202eHERE", { column: 8, length: 40 });
    expect(lines[2]).toBe("1  ·[31m·HERE");
    expect(lines[3]).toBe(`  ${" ".repeat(7)}~~~~`);
  });

  test("a place that the file no longer has gets no frame", () => {
    expect(frame("one line", { line: 7 })).toHaveLength(3);
    expect(frame("one line", { column: 70 })).toHaveLength(3);
  });
});

test("GitHub annotations are escaped", () => {
  const odd = diagnostic("SB1002", "100%\r\n::error::injected", {
    location: { file: "src/a,b:c.ts", line: 1, column: 2, length: 3 },
  });
  expect(formatGithub([odd, failed, computed], "packages/app")).toBe(
    `::error title=SB3009 uv or pip failed::uv failed.
::error file=packages/app/src/a%2Cb%3Ac.ts,line=1,col=2,endColumn=5,title=SB1002 Unknown Python name::100%25%0A: :error::injected
::warning file=packages/app/src/a.ts,line=10,col=1,endColumn=2,title=SB1004 Dynamic access cannot be resolved::Which member this is shows only when the program runs.
`,
  );
});

test("JSON has title and docs beside the diagnostic", () => {
  expect(diagnosticsToJson([missing])).toEqual([
    { ...missing, title: "Used but not generated", docs: "docs/diagnostics/SB1001.md" },
  ]);
});

describe("foreign text", () => {
  const hostile = diagnostic(
    "SB4001",
    "bad\u001b[2J\u0007\u202e\n::error::x\n  ::add-mask::y\n##[command]z",
    {
      location: { file: "src/\n::error::.ts", line: 1, column: 1 },
      detail: "::stop-commands::t\r##vso[task.setvariable]v\r\n##teamcity[message]",
      fix: "::set-output::q",
    },
  );

  test.each([
    ["plain", formatPlain([hostile])],
    ["pretty", formatPretty([hostile], { sourceOf: () => "::error::in the source\u001b[2J" })],
  ])("%s: cannot move the cursor, turn text around, or command a CI system", (_name, text) => {
    expect(text).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/);
    for (const line of text.split("\n")) expect(line.trim()).not.toMatch(/^::|##\[|##vso\[|##teamcity\[/);
    expect(text).toContain("\\u001b");
  });
});

test("exit codes and the summary", () => {
  expect(exitCodeFor([])).toBe(0);
  expect(exitCodeFor([computed])).toBe(0);
  expect(exitCodeFor([computed, missing])).toBe(1);
  expect(summarizeDiagnostics([])).toBe("Found no errors.");
  expect(summarizeDiagnostics([computed])).toBe("Found 1 warning.");
  expect(summarizeDiagnostics([computed, missing, failed])).toBe("Found 2 errors and 1 warning.");
});
