import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { execa } from "execa";
import { describe, expect, test } from "vitest";
import { DiagnosticError } from "../../../src/diagnostics/diagnostic.ts";
import type { Answer, SymbolFacts } from "../../../src/facts/facts.ts";
import { emptyManifest, type Manifest } from "../../../src/project/manifest/manifest.ts";
import { mergeAnswers } from "../../../src/project/manifest/merge-answers.ts";
import { mergeManifests } from "../../../src/project/manifest/merge-manifests.ts";
import { parseManifest } from "../../../src/project/manifest/parse-manifest.ts";
import { serializeManifest } from "../../../src/project/manifest/serialize-manifest.ts";

const path = "src/py/manifest.json";
const facts: SymbolFacts = { kind: "function", signature: { parameters: [], tier: "signature" } };

function found(module: string, name: string, more: Partial<SymbolFacts> = {}): Answer {
  return { found: { module, name, consumed: 1, facts: { ...facts, ...more } as SymbolFacts } };
}

function failure(text: string): { code: string; message: string } {
  try {
    parseManifest(text, path);
  } catch (error) {
    if (error instanceof DiagnosticError) return error.diagnostics[0]!;
    throw error;
  }
  return { code: "none", message: "" };
}

const manifest: Manifest = mergeAnswers(
  emptyManifest,
  [found("numpy", "mean"), found("numpy.linalg", "svd"), found("numpy", "delete")],
  { numpy: { version: "2.4.6", distribution: "numpy" } },
);

describe("merging", () => {
  test("adds modules on the way and names that differ", () => {
    expect(Object.keys(manifest.symbols)).toEqual([
      "numpy.linalg:",
      "numpy.linalg:svd",
      "numpy:",
      "numpy:delete",
      "numpy:mean",
    ]);
    expect(manifest.symbols["numpy:delete"]?.tsName).toBe("delete_");
    expect(manifest.symbols["numpy:mean"]).not.toHaveProperty("tsName");
  });

  test("loses nothing, and prefers newer facts", () => {
    const next = mergeAnswers(manifest, [
      found("numpy", "mean", { doc: "new" }),
      { missing: { module: "numpy", at: 0, suggestions: [] } },
    ]);
    expect(Object.keys(next.symbols)).toEqual(Object.keys(manifest.symbols));
    expect(next.symbols["numpy:mean"]?.doc).toBe("new");
    expect(next.libraries).toEqual(manifest.libraries);
  });

  test("does not depend on the order of answers", () => {
    const answers = [found("a", "x"), found("a.b", "y"), found("A", "z")];
    expect(serializeManifest(mergeAnswers(emptyManifest, answers))).toBe(
      serializeManifest(mergeAnswers(emptyManifest, answers.toReversed())),
    );
  });

  test("treats __proto__ as a name", () => {
    const next = mergeAnswers(emptyManifest, [found("m", "__proto__")], { ["__proto__"]: { version: "1" } });
    expect(Object.hasOwn(next.libraries, "__proto__")).toBe(true);
    const text = serializeManifest(next);
    expect(text).toContain('"__proto__": {"version":"1"}');
    expect(serializeManifest(parseManifest(text, path))).toBe(text);
  });
});

describe("the text", () => {
  test("has one line for each thing and survives the way back", () => {
    const text = serializeManifest(manifest);
    expect(text.split("\n").filter((line) => line.includes('"numpy:mean"'))).toHaveLength(1);
    expect(text.endsWith("}\n")).toBe(true);
    expect(parseManifest(text, path)).toEqual(manifest);
    expect(serializeManifest(emptyManifest)).toBe(
      '{\n  "format": 1,\n  "libraries": {},\n  "symbols": {}\n}\n',
    );
  });

  test("does not depend on the order of keys", () => {
    const reversed = {
      symbols: Object.fromEntries(Object.entries(manifest.symbols).toReversed()),
      libraries: { numpy: { distribution: "numpy", version: "2.4.6" } },
      format: 1,
    } as const;
    expect(serializeManifest(reversed)).toBe(serializeManifest(manifest));
  });

  test("keeps every text of Python, and shows nothing that hides", () => {
    const doc = "a\u2028b\u202ec\ud800d\u0000e\u0085";
    const text = serializeManifest(mergeAnswers(emptyManifest, [found("m", "f", { doc })]));
    expect(text).toMatch(/^[\n\u0020-\u007e]*$/);
    expect(parseManifest(text, path).symbols["m:f"]?.doc).toBe(doc);
  });

  test("may have a byte order mark and CRLF", () => {
    expect(parseManifest(`\ufeff${serializeManifest(manifest).replaceAll("\n", "\r\n")}`, path)).toEqual(
      manifest,
    );
  });
});

describe("a manifest that cannot be read is named", () => {
  const text = serializeManifest(manifest);

  test.each([
    ["", /it is empty/],
    ["  \n", /it is empty/],
    ["nonsense", /it is not JSON/],
    ["[]", /the whole file/],
    ["null", /the whole file/],
    ['{"format":1}', /libraries/],
    [text.replace('"numpy:mean":', '"numpy:mean",'), /not JSON/],
    [text.replace("numpy:mean", "numpy:../../evil"), /expected "module:name"/],
    [text.replace("numpy:mean", "numpy/../x:mean"), /expected "module:name"/],
    [text.replace("numpy:mean", "numpy:mean*/"), /expected "module:name"/],
    [text.replace('"tsName":"delete_"', '"tsName":"x = 1; evil"'), /tsName: expected "delete_"/],
    [text.replace('"tier":"signature"', '"tier":"guess"'), /tier/],
    [text.replace('"kind":"function"', '"kind":"module"'), /symbols/],
    [
      text.replace('"numpy:": {"kind":"module"}', '"numpy:": {"kind":"object","type":"x"}'),
      /cannot have this key/,
    ],
  ])("%#", (broken, message) => {
    if (broken !== text)
      expect(failure(broken)).toMatchObject({ code: "SB5004", message: expect.stringMatching(message) });
    else expect.fail("the case changes nothing");
  });

  test("wherever it is cut", () => {
    for (let length = 0; length < text.length - 2; length += 7)
      expect(failure(text.slice(0, length)).code, `cut at ${length}`).toBe("SB5004");
  });

  test("a newer format has its own code", () => {
    expect(failure('{"format":2,"anything":{}}').code).toBe("SB5010");
  });
});

describe("reachable classes", () => {
  const reached = { "numpy._b:B": "numpy:B", "numpy._a:A": null };

  test("survive the way back, and what is merged later", () => {
    const text = serializeManifest({ ...manifest, reached });
    expect(text).toContain('"reached": {\n    "numpy._a:A": null,\n    "numpy._b:B": "numpy:B"\n  }');
    const parsed = parseManifest(text, path);
    expect(parsed).toEqual({ ...manifest, reached });
    expect(mergeAnswers(parsed, [found("numpy", "median")]).reached).toEqual(reached);
  });

  test("of both sides of a conflict are kept", () => {
    const [ours, theirs] = [{ "a:A": null }, { "b:B": null }].map((each) =>
      serializeManifest({ ...manifest, reached: each }),
    );
    const text = `<<<<<<< ours\n${ours}=======\n${theirs}>>>>>>> theirs\n`;
    expect(parseManifest(text, path).reached).toEqual({ "a:A": null, "b:B": null });
  });

  test.each<[string, unknown]>([
    ["../x:A", null],
    ["numpy:A", "../x:A"],
    ["numpy:A", 1],
  ])("have names and keys (%s: %s)", (name, key) => {
    const text = JSON.stringify({ ...manifest, reached: { [name]: key } });
    expect(failure(text)).toMatchObject({ code: "SB5004", message: expect.stringContaining("reached") });
  });
});

describe("a merge by git that ends in conflicts", () => {
  const all = mergeAnswers(manifest, [found("numpy", "aaa"), found("numpy", "zzz")]);

  test.each([
    [["bbb"], ["ccc"]],
    [["zzy", "zzzz"], ["zzzzz"]],
    [
      ["bbb", "zzzz"],
      ["ccc", "mode"],
    ],
    [["delete_"], ["delete_x", "dot"]],
  ])("%j and %j are united", async (ours, theirs) => {
    const add = (names: string[]): string =>
      serializeManifest(
        mergeAnswers(
          all,
          names.map((name) => found("numpy", name)),
        ),
      );
    for (const style of ["--diff3", "--zdiff3", "-q"]) {
      const text = await mergeFile(add(ours), serializeManifest(all), add(theirs), style);
      expect(text).toContain("<<<<<<<");
      expect(serializeManifest(parseManifest(text, path))).toBe(add([...ours, ...theirs]));
    }
  });
});

test("symbols of two versions are of neither, and will be read again", () => {
  const of = (version: string): Manifest => ({
    ...manifest,
    libraries: { numpy: { distribution: "numpy", version } },
  });
  const united = mergeManifests(of("2.5.0"), of("2.4.6"));
  expect(united.libraries).toEqual({ numpy: { distribution: "numpy", version: "2.4.6 | 2.5.0" } });
  expect(mergeManifests(united, of("2.5.0")).libraries).toEqual(united.libraries);
  // Also if one side has upgraded: the other may have added symbols meanwhile.
  expect(mergeManifests(of("2.4.6"), of("2.5.0"), of("2.4.6")).libraries).toEqual(
    of("2.4.6 | 2.5.0").libraries,
  );
});

/** What git leaves in the file. */
async function mergeFile(ours: string, base: string, theirs: string, style: string): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "snakebridge-merge-"));
  const files = { ours, base, theirs };
  for (const [name, text] of Object.entries(files)) await writeFile(join(folder, name), text);
  const args = ["merge-file", "-p", style, ...Object.keys(files).map((name) => join(folder, name))];
  const { stdout } = await execa("git", args, { reject: false, stripFinalNewline: false });
  await rm(folder, { recursive: true });
  return stdout;
}
