import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { execa } from "execa";
import { afterAll, beforeAll, expect, it } from "vitest";
import type { Answer } from "../../../src/facts/facts.ts";
import type { CheckerSetup } from "../../../src/stages/infer/inference.ts";
import { checkerOf, inferOnce } from "../../support/checker.ts";
import { compileErrors } from "../../support/compile.ts";
import { type FixturePython, fixturePython } from "../../support/fixture-python.ts";
import { generateFor, runProgram } from "../../support/run-program.ts";
import { testPython } from "../../support/test-python.ts";

const names =
  "Circle Shape at_least biggest check count_up describe echo find folded load make_all parse refuse scaled settings size"
    .split(" ")
    .map((name) => `inference:${name}`);

let environment: FixturePython;
let folder: string;
let setup: CheckerSetup;
let answers: readonly Answer[];
let inferred: readonly Answer[];
let generated: Record<string, string>;

beforeAll(async () => {
  environment = await fixturePython(testPython);
  folder = await mkdtemp(join(tmpdir(), "snakebridge-inference-"));
  process.env.SNAKEBRIDGE_CACHE = join(folder, "cache");
  const { stdout } = await execa(environment.python, [
    "-c",
    "import sys; print('%d.%d' % sys.version_info[:2])",
  ]);
  setup = checkerOf(environment.python, stdout, folder);
  generated = await generateFor(environment.python, names, setup.typeshed, async (told) => {
    answers = told;
    const inference = await inferOnce(told, setup);
    expect(inference.failure).toBeUndefined();
    inferred = inference.answers;
    return inferred;
  });
});
afterAll(async () => {
  delete process.env.SNAKEBRIDGE_CACHE;
  await environment.remove();
  await rm(folder, { recursive: true, force: true });
});

const program = `
import { Circle, check, count_up, describe, find, load, make_all, parse, settings, Shape } from "./inference.js";
const [words, count]: [unknown[], number | bigint] = await parse("a b");
const text: string = await describe(1);
const shape: Circle | null = await find("one", []);
const label: string | undefined = await shape?.label;
const all: Circle[] = await make_all();
const loaded: Record<string, string> = await load("x");
const nothing: null = await check(true);
const made = await Shape.new("plain", { unit: "m" });
const again: Shape = await made.renamed("other");
const name: string = await Circle.new("other", 1).name;
const same: boolean = again === made;
const units: Set<string> = await Shape.units();
const unnamed: Shape = await Shape.unnamed();
const counted: unknown[] = [];
for await (const each of count_up(2)) counted.push(each);
const options = await settings();
console.log(JSON.stringify([words, count, text, label, all.length, loaded, nothing, name, same, [...units].sort(),
  await unnamed.label, counted, options]));
`;

it("infers types that are not declared, and the values have these types", async () => {
  expect(compileErrors({ ...generated, "main.ts": program })).toEqual([]);
  expect(await runProgram(testPython, generated, program, "inference")).toEqual([
    ["a", "b"],
    2,
    "value: 1",
    "one (cm)",
    2,
    { name: "x" },
    null,
    "other",
    true,
    ["cm", "mm"],
    "unnamed (cm)",
    [0, 1],
    { debug: false },
  ]);
});

it("infers types that reject a wrong program", () => {
  const wrong = `import { describe, find, make_all, parse } from "./inference.js";
export const text: number = await describe(1);
export const shape: string = await find("one", []);
(await make_all())[0]!.nothing;
(await parse("a"))[2];
`;
  const lines = compileErrors({ ...generated, "main.ts": wrong }).map((error) => error.split(":")[1]);
  expect(lines).toEqual(["2", "3", "4", "5"]);
});

it("marks inferred types", () => {
  const text = generated["inference.ts"]!;
  expect(text).toContain("`inference.describe(value, prefix='value: ')`, types from: inference");
  expect(text).toMatch(/What to print\.\n\s*\*\n\s*\* types from: inference\n/);
  expect(text).toContain("`inference.echo(value)`, types from: runtime signature */");
});

/** Inferred types by the key of their symbol. */
function typesIn(list: readonly Answer[]): Record<string, unknown> {
  const types: Record<string, unknown> = {};
  for (const answer of list) {
    if (!("found" in answer)) continue;
    const { name = "", facts } = answer.found;
    if (facts.kind === "function" && facts.signature.inferred) types[name] = facts.signature.inferred;
    for (const member of "members" in facts ? (facts.members ?? []) : [])
      if (member.inferred || member.signature?.inferred)
        types[`${name}.${member.name}`] = member.inferred ?? member.signature?.inferred;
  }
  return types;
}

it("names classes by their defining module, and omits uncertain types", () => {
  const types = typesIn(inferred);
  expect(types["Shape.style"]).toEqual({ kind: "name", name: "inference.shapes:Shape.Style" });
  expect(types["Shape.cost"]).toEqual({ kind: "name", name: "decimal:Decimal" });
  expect(types["Circle.renamed"]).toEqual({ kind: "name", name: "inference.shapes:Circle" });
  // Never returns; returns its argument; follows from a default value.
  for (const name of ["refuse", "echo", "scaled", "biggest", "Shape.unit", "Shape.scale", "Shape.area"])
    expect(types).not.toHaveProperty([name]);
});

it("does not assume that a sum is a number", () => {
  const types = typesIn(inferred);
  expect(types.size).toEqual({ kind: "name", name: "builtins:int" });
  expect(types).not.toHaveProperty("folded");
  expect(types).not.toHaveProperty("at_least");
});

it("asks the checker once for each environment", async () => {
  const dead = { ...setup, script: join(folder, "missing.js"), python: join(folder, "missing") };
  const again = await inferOnce(answers, dead);
  expect(again).toEqual({ answers: inferred });
  const other = await inferOnce(answers, { ...dead, packages: [{ name: "six", version: "1" }] });
  expect(other.failure?.libraries).toEqual(["inference"]);
  expect(other.answers).toEqual(answers);
});
