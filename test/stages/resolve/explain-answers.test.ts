import { expect, it } from "vitest";
import type { Answer, ImportFailure } from "../../../src/facts/facts.ts";
import { parseConfig } from "../../../src/project/config/parse-config.ts";
import { emptyManifest } from "../../../src/project/manifest/manifest.ts";
import { explainAnswers } from "../../../src/stages/resolve/explain-answers.ts";
import { resolveUses } from "../../../src/stages/resolve/resolve-uses.ts";
import type { Use } from "../../../src/stages/scan/use.ts";

const config = parseConfig({ libraries: { numpy: { include: ["nope"] } } }, "/project/snakebridge.config.ts");

function use(line: number, module: string, ...path: string[]): Use {
  return { module, path, kind: "value", location: { file: "src/main.ts", line, column: 1 } };
}

function explain(
  uses: readonly Use[],
  answerFor: (path: readonly string[]) => Answer,
  provided?: ReadonlyMap<string, readonly string[]>,
) {
  const { unresolved, queries } = resolveUses(uses, emptyManifest, config);
  return explainAnswers(
    unresolved,
    queries,
    queries.map(({ path }) => answerFor(path)),
    provided,
  );
}

const missing = (module: string, at: number, ...suggestions: string[]): Answer => ({
  missing: { module, at, suggestions },
});
const failed = (failure: Partial<ImportFailure>): Answer => ({
  failed: { module: "numpy", reason: "raised", message: "ImportError: no", ...failure },
});

it("names what Python lacks, where it is used, and a similar name", () => {
  const diagnostics = explain([use(7, "numpy", "linalg", "nrom")], ([first]) =>
    first === "nope" ? missing("numpy", 0) : missing("numpy.linalg", 1, "norm"),
  );
  expect(diagnostics).toMatchObject([
    {
      code: "SB1002",
      message: 'numpy.linalg has no "nrom". Did you mean "norm"?',
      location: { file: "src/main.ts", line: 7 },
    },
    { code: "SB1002", message: 'numpy has no "nope" (included by the configuration).' },
  ]);
});

it("reports a failing library once, with every use", () => {
  const diagnostics = explain([use(1, "numpy", "mean"), use(2, "numpy", "median")], () =>
    failed({ reason: "exited", message: "exit code 0", detail: "Traceback" }),
  );
  expect(diagnostics).toMatchObject([
    {
      code: "SB4002",
      message: 'Python module "numpy": exit code 0',
      location: { line: 1 },
      detail: "Traceback\nalso used at src/main.ts:2:1",
    },
  ]);
});

it("distinguishes a missing module from a library that is not installed", () => {
  const notFound = (module: string): Answer =>
    failed({ module, reason: "not-found", message: "no such module" });
  const [inside, installed] = explain([use(1, "numpy.linlag"), use(2, "numpy", "mean")], (path) =>
    notFound(path.length === 0 ? "numpy.linlag" : "numpy"),
  );
  expect(inside).toMatchObject({ code: "SB1002", location: { line: 1 } });
  expect(installed).toMatchObject({ code: "SB4006", location: { line: 2 } });
});

it("suggests the import name for the name of a distribution", () => {
  const answer = failed({ reason: "not-found", message: "No module named 'numpy'" });
  const provided = new Map([["numpy", ["_numpy", "nump"]]]);
  expect(explain([use(1, "numpy", "mean")], () => answer, provided)).toMatchObject([
    { code: "SB4006", fix: 'The distribution numpy provides "nump". Use that name under "libraries".' },
  ]);
});
