import { mkdtemp, realpath, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { generate } from "../../src/commands/generate/generate.ts";
import { runCli } from "../support/run-cli.ts";
import { openProject, type TempProject, tempProject } from "../support/temp-project.ts";

/** The environment holds the standard library only, and nothing is generated. */
let project: TempProject;
let cache: string;
const forbidProcesses = pathToFileURL(join(import.meta.dirname, "../support/forbid-processes.mjs")).href;

beforeAll(async () => {
  project = openProject(await realpath(await mkdtemp(join(tmpdir(), "snakebridge-test-"))));
  cache = project.path("cache");
  const config = { libraries: { json: true, statistics: true, logging: true } };
  await project.write({ "snakebridge.config.json": JSON.stringify(config) });
  await generate({ cwd: project.root });
});
afterAll(() => rm(project.root, { recursive: true, force: true }));

const run = (args: readonly string[], env: Readonly<Record<string, string>> = {}) =>
  runCli(project.root, args, { SNAKEBRIDGE_CACHE: cache, ...env });
const json = async (args: readonly string[]) => {
  const { stdout, exitCode } = await run([...args, "--json"]);
  return { ...JSON.parse(stdout), exitCode };
};

describe("doc", () => {
  it("shows everything that is known about a name", async () => {
    const { stdout, exitCode } = await run(["doc", "statistics.quantiles"]);
    expect(exitCode).toBe(0);
    const [head, , signature] = stdout.split("\n");
    expect(head).toMatch(/^statistics\.quantiles {2}function {2}\(Python 3\.\d+\)$/);
    expect(signature).toMatch(/^quantiles\(data, \*, n.*=.*4, method.*'exclusive'\)/);
    expect(stdout).toContain("Divide *data* into *n* continuous intervals");
    // The end of a long docstring, which no wrapper has.
    expect(stdout).toContain("maximum value");
    expect(stdout).toMatch(
      /\nDocumentation: https:\/\/docs\.python\.org\/3\.\d+\/library\/statistics\.html$/,
    );
  });

  it("finds members of classes, modules, and names inside configured libraries", async () => {
    const member = await json(["doc", "JSONEncoder.encode"]);
    expect(member).toMatchObject({
      name: "json.JSONEncoder.encode",
      kind: "method",
      signatures: ["encode(o)"],
    });
    expect(member.markdown).toMatch(/^Return a JSON string representation/);
    const module = await json(["doc", "json"]);
    expect(module).toMatchObject({ kind: "module", modules: expect.arrayContaining(["json.decoder"]) });
    expect(module.names.map(({ name }: { name: string }) => name)).toContain("dumps");
    // Not configured, but installed.
    expect(await json(["doc", "fractions.Fraction"])).toMatchObject({ kind: "class", exitCode: 0 });
  });

  it("answers from the cache without Python", async () => {
    const first = await run(["doc", "json.dumps"]);
    const env = { NODE_OPTIONS: `--import=${forbidProcesses}` };
    expect((await run(["doc", "json.dumps"], env)).stdout).toBe(first.stdout);
    expect((await run(["doc", "json.loads"], env)).exitCode).toBe(2);
  });

  it.each([
    [["doc", "json.dmups"], 'error SB1002: json has no "dmups". Did you mean "json.dumps"'],
    [["doc", "json.JSONEncoder.encod"], 'Did you mean "json.JSONEncoder.encode"?'],
    [["doc", "jsn.dumps"], 'There is no Python module or name "jsn". Did you mean "json"?'],
    [["doc", "json.dumps()"], "is not a dotted Python name"],
  ])("%j is a named failure with a suggestion", async (args, message) => {
    const { stdout, stderr, exitCode } = await run(args);
    expect({ stdout, exitCode }).toEqual({ stdout: "", exitCode: 2 });
    expect(stderr).toContain(message);
  });

  it("reports that an environment is required", async () => {
    const { root } = await tempProject({ "snakebridge.config.json": '{ "libraries": { "json": true } }' });
    const { stderr, exitCode } = await runCli(root, ["doc", "json.dumps"]);
    expect(exitCode).toBe(2);
    expect(stderr).toContain("SB3010");
    expect(stderr).toContain("npx snakebridge generate");
  });
});

it("signature: how to call a name in both languages, and data for programs", async () => {
  expect((await run(["signature", "json.JSONEncoder.encode", "--quiet"])).stdout).toBe(
    "Python\nencode(o)\n\nTypeScript\nencode(o: PyInput): PyCall<unknown>",
  );
  expect(await json(["signature", "statistics.NormalDist"])).toMatchObject({
    signatures: ["NormalDist(mu=0.0, sigma=1.0)"],
    typescript: [expect.stringMatching(/^NormalDist\.new\(\.\.\.rest: PyRest<.*PyCall<NormalDist>$/)],
  });
  expect(await json(["signature", "json"])).toMatchObject({ signatures: [], typescript: [] });
  expect(await json(["signature", "json.dumps"])).toMatchObject({
    kind: "function",
    parameters: expect.arrayContaining([expect.objectContaining({ name: "obj", required: true })]),
  });
});

it("search: in all configured libraries, by name and by description", async () => {
  const first = await run(["search", "--limit", "3", "decoder", "--quiet"]);
  expect(first.stdout).toMatch(/^json\.JSONDecoder {2}class\n/);
  const { items } = await json(["search", "harmonic"]);
  expect(items[0]).toMatchObject({ name: "statistics.harmonic_mean", kind: "function" });
  const none = await run(["search", "nothing-of-that-kind"]);
  expect(none.exitCode).toBe(1);
  expect(none.stdout).toContain("Nothing in json, logging, statistics matches");
});

it("symbols: of a library, a module, a class", async () => {
  const names = async (args: readonly string[]): Promise<string[]> =>
    (await json(["symbols", ...args])).items.map(({ name }: { name: string }) => name);
  expect(await names(["json"])).toEqual(expect.arrayContaining(["json.dump", "json.JSONDecoder"]));
  expect(await names(["json"])).not.toContain("json.JSONDecoder.decode");
  expect(await names(["json", "--all"])).toContain("json.JSONDecoder.decode");
  expect(await names(["json.JSONDecoder"])).toEqual([
    "json.JSONDecoder.decode",
    "json.JSONDecoder.raw_decode",
  ]);
  const all = await names([]);
  expect(all).toEqual(expect.arrayContaining(["logging.getLogger", "statistics.mean"]));
});
