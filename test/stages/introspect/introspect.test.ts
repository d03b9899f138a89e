import { readFileSync } from "node:fs";
import { join } from "node:path";
import { execa } from "execa";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Answer, Query } from "../../../src/facts/facts.ts";
import { introspect } from "../../../src/stages/introspect/introspect.ts";
import { type FixturePython, fixturePython } from "../../support/fixture-python.ts";
import { markVariable, processesMarked } from "../../support/marked-processes.ts";
import { testPython } from "../../support/test-python.ts";

let environment: FixturePython;
beforeAll(async () => {
  environment = await fixturePython(testPython);
});
afterAll(() => environment.remove());

function ask(...questions: string[]): Promise<Answer[]> {
  return introspect(environment.python, questions.map(query), { timeoutMs: 3000 });
}

function query(question: string): Query {
  const [module = "", path = ""] = question.split(":");
  return { module, path: path.split(".").filter(Boolean) };
}

function kindOf(answer: Answer | undefined): string | undefined {
  return answer && "found" in answer ? answer.found.facts.kind : undefined;
}

const good = expect.objectContaining({ found: expect.objectContaining({ module: "good", name: "work" }) });

describe("a library that cannot be imported fails by name, and the others succeed", () => {
  test.each([
    ["bad_raises", { reason: "raised", message: expect.stringContaining("no such device") }],
    [
      "bad_depends",
      { reason: "raised", message: "ModuleNotFoundError: No module named 'missing_dependency'" },
    ],
    ["bad_exits", { reason: "exited", message: "SystemExit: 3" }],
    ["bad_ends", { reason: "exited", message: "Python ended with exit code 0" }],
    ["bad_reads", { reason: "raised", message: expect.stringContaining("EOFError") }],
    ["bad_segfaults", { reason: "crashed", message: "Python was killed by SIGSEGV" }],
    ["bad_writes", { reason: "raised", message: expect.stringContaining("Bad file descriptor") }],
    ["bad_hangs", { reason: "timed-out", message: "no answer within 3 s" }],
    ["bad_spins", { reason: "timed-out", message: "no answer within 3 s" }],
    ["bad_holds", { reason: "timed-out", message: "no answer within 3 s" }],
    ["no_such_module", { reason: "not-found", message: "No module named 'no_such_module'" }],
  ])("%s", async (module, failure) => {
    const answers = await ask("good:work", `${module}:work`, "math:sqrt", `${module}:more`, "good:work");
    const failed = { failed: expect.objectContaining({ module, ...failure }) };
    expect(answers).toEqual([good, failed, expect.anything(), failed, good]);
    expect(kindOf(answers[2])).toBe("function");
  });

  test("a time-out reports where the import hung", async () => {
    const [answer] = await ask("bad_hangs:work");
    expect(answer).toHaveProperty("failed.detail", expect.stringMatching(/bad_hangs\.py.*line 1/));
    expect(answer).toHaveProperty("failed.detail", expect.stringContaining("waiting"));
  });

  test("a closed channel fails only that library", async () => {
    const answers = await ask("bad_closes:work", "good:work");
    expect(answers).toEqual([{ failed: expect.objectContaining({ module: "bad_closes" }) }, good]);
  });
});

describe("output of a library does not disturb the answers", () => {
  test.each(["bad_prints", "bad_forks", "bad_replaces", "bad_threads", "bad_changes"])(
    "%s",
    async (module) => {
      const answers = await ask(`${module}:work`, "good:work");
      expect(answers).toEqual([{ found: expect.objectContaining({ module, name: "work" }) }, good]);
    },
  );
});

test.skipIf(process.platform === "win32")(
  "a copy of the process that a library makes has no say",
  async () => {
    const answers = await ask("bad_doubles:work", "slow:work", "good:work");
    expect(answers.map(kindOf)).toEqual(["function", "function", "function"]);
  },
);

test.runIf(process.platform === "linux")("no process remains", async () => {
  const mark = `introspect-${process.pid}-${Date.now()}`;
  process.env[markVariable] = mark;
  try {
    await ask("bad_forks:work", "bad_hangs:work", "bad_holds:work", "bad_threads:work", "good:work");
  } finally {
    delete process.env[markVariable];
  }
  await expect.poll(() => processesMarked(mark).filter((pid) => pid !== process.pid)).toEqual([]);
});

test.runIf(process.platform === "linux")("no process remains after the host is killed", async () => {
  const mark = `introspect-host-${process.pid}-${Date.now()}`;
  const module = join(import.meta.dirname, "../../../src/stages/introspect/introspect.ts");
  const program = `import { introspect } from ${JSON.stringify(module)};
    await introspect(${JSON.stringify(environment.python)}, [{ module: "bad_spins", path: [] }], { timeoutMs: 600000 });`;
  const host = execa("node", ["--import", "tsx", "--input-type=module", "-e", program], {
    cwd: join(import.meta.dirname, "../../.."),
    env: { [markVariable]: mark },
    reject: false,
  });
  const python = () =>
    processesMarked(mark).filter((pid) =>
      readFileSync(`/proc/${pid}/cmdline`, "utf8").includes("introspect_main"),
    );
  await expect.poll(python, { timeout: 20_000 }).toHaveLength(1);
  host.kill("SIGKILL");
  await expect.poll(() => processesMarked(mark), { timeout: 5000 }).toEqual([]);
});

test("one bad submodule does not affect the rest of its library", async () => {
  const answers = await ask("modules:eager", "modules:failing.x", "modules:broken", "modules:lazy.inside");
  expect(answers.map((answer) => Object.keys(answer)[0])).toEqual(["found", "failed", "failed", "found"]);
  expect(answers[1]).toHaveProperty("failed.module", "modules.failing");
  expect(answers[2]).toHaveProperty("failed.message", "ImportError: an optional dependency is missing");
});

test("texts that a library builds from a set are the same in every run", async () => {
  const runs = [await ask("bad_shuffles:WORDS"), await ask("bad_shuffles:WORDS")];
  expect(runs[0]).toMatchObject([{ found: { facts: { kind: "constant" } } }]);
  expect(runs[1]).toEqual(runs[0]);
});

test("a module with the name of an introspector module is the library's", async () => {
  expect(await ask("annotations:x")).toMatchObject([{ failed: { reason: "not-found" } }]);
});

test("a Python that cannot be started is a diagnostic", async () => {
  await expect(introspect("/nowhere/python", [query("math:sqrt")])).rejects.toThrow(/SB3010.*nowhere/s);
});

test("without queries no Python starts", async () => {
  expect(await introspect("/nowhere/python", [])).toEqual([]);
});

describe("the path lookup", () => {
  test("follows modules of every kind", async () => {
    const answers = await ask(
      "modules:lazy.inside",
      "modules.lazy:inside",
      "modules:lazy_function",
      "modules:shadowed",
      "modules.virtual:deep.call",
      "modules:other.dumps",
      "modules:",
      "os:path.join",
    );
    const found = answers.map((answer) =>
      "found" in answer
        ? `${answer.found.module}:${answer.found.name ?? ""} ${answer.found.consumed}`
        : answer,
    );
    expect(found).toEqual([
      "modules.lazy:inside 2",
      "modules.lazy:inside 1",
      "modules:lazy_function 1",
      "modules:shadowed 1",
      "modules.virtual.deep:call 2",
      "modules.other:dumps 2",
      "modules: 0",
      "os.path:join 2",
    ]);
    expect(answers[4]).toHaveProperty("found.facts.access", "modules:virtual.deep.call");
    expect(answers[0]).not.toHaveProperty("found.facts.access");
  });

  test("stops at the first object that is not a module", async () => {
    const [answer] = await ask("classes:Child.make.x");
    expect(answer).toHaveProperty("found.consumed", 1);
  });

  test("reports a missing name and similar ones", async () => {
    const answers = await ask("math:sqrtt", "modules:lazy.insde", "modules:inside", "modules:lazy_fnction");
    expect(answers).toEqual([
      { missing: { module: "math", at: 0, suggestions: ["sqrt", "isqrt"] } },
      { missing: { module: "modules.lazy", at: 1, suggestions: ["inside"] } },
      { missing: { module: "modules", at: 0, suggestions: ["lazy.inside"] } },
      { missing: { module: "modules", at: 0, suggestions: ["lazy_function"] } },
    ]);
  });
});

describe("a class is found at its public path", () => {
  test.each([
    ["the package before the module where it lives", "shop.customers", "Customer", "shop"],
    ["also when it lives in a private one", "shop._order", "Order", "shop"],
    ["the module where it lives, if that shows it alone", "shop.customers", "Discount", "shop.customers"],
    ["a private module, if nothing else has it", "shop._order", "_Line", "shop._order"],
    ["a module of another name than where C code says that it lives", "_io", "StringIO", "io"],
  ])("%s", async (_, module, name, place) => {
    const within = place.split(".")[0]!;
    const [answer] = await introspect(environment.python, [{ module, path: [name], within }]);
    expect(answer).toMatchObject({ found: { module: place, name, facts: { kind: "class" } } });
  });

  test("an object that is not a class is missing", async () => {
    const query = { module: "shop", path: ["find"], within: "shop" };
    expect(await introspect(environment.python, [query])).toMatchObject([{ missing: { module: "shop" } }]);
  });
});

test("the lookup runs no code of the library", async () => {
  const names = ["Hostile", "Sly", "sly", "default_sly", "Owner"];
  const answers = await ask(...names.map((name) => `static_reads:${name}`), "static_reads:ran");
  expect(answers.map(kindOf)).toEqual(["class", "class", "object", "function", "class", "object"]);
  // The list is read in the same process, through a default value that prints it.
  const [after] = await ask(
    ...names.map((name) => `static_reads:${name}`),
    "static_reads_report:report",
  ).then((all) => all.slice(-1));
  expect(after).toHaveProperty("found.facts.signature.parameters.0.default", "[]");
});
