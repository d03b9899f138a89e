import { execFileSync } from "node:child_process";
import { chmod, mkdir, mkdtemp, readFile, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { ConfigInput } from "../../../src/project/config/config.ts";
import { parseConfig } from "../../../src/project/config/parse-config.ts";
import { type ScanResult, scanProject } from "../../../src/stages/scan/scan-project.ts";

let root: string;
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), "snakebridge-scan-"));
  await write(
    "package.json",
    JSON.stringify({ imports: { "#py/*": { types: "./src/py/*.ts", default: "./src/py/*.js" } } }),
  );
});
afterEach(() => rm(root, { recursive: true, force: true }));

async function write(path: string, content: string | Buffer): Promise<void> {
  await mkdir(dirname(join(root, path)), { recursive: true });
  await writeFile(join(root, path), content);
}

async function writeAll(files: Readonly<Record<string, string>>): Promise<void> {
  for (const [path, content] of Object.entries(files)) await write(path, content);
}

function scan(config: Partial<ConfigInput> = {}): Promise<ScanResult> {
  return scanProject(
    parseConfig({ libraries: { numpy: "*" }, ...config }, join(root, "snakebridge.config.ts")),
  );
}

async function names(config?: Partial<ConfigInput>): Promise<string[]> {
  const { uses } = await scan(config);
  return uses.map(({ module, path, location }) => `${location.file}: ${[module, ...path].join(".")}`);
}

async function problems(config?: Partial<ConfigInput>): Promise<string[]> {
  const { diagnostics } = await scan(config);
  return diagnostics.map(({ code, message, location }) => `${location?.file}: ${code} ${message}`);
}

describe("the list of scanned sources", () => {
  test("follows the configuration, without generated, built or installed files", async () => {
    const use = `import { mean } from "#py/numpy";`;
    await writeAll({
      "src/a.ts": use,
      "src/deep/b.tsx": use,
      "src/c.mts": use,
      "src/d.cts": use,
      "src/e.js": use,
      "src/py/numpy.ts": use,
      "src/dist/f.ts": use,
      "src/node_modules/x/g.ts": use,
      "src/.snakebridge/h.ts": use,
      "src/excluded/i.ts": use,
      "other/j.ts": use,
    });
    expect(await names({ exclude: ["src/excluded/**"] })).toEqual(
      ["src/a.ts", "src/c.mts", "src/d.cts", "src/deep/b.tsx"].map((file) => `${file}: numpy.mean`),
    );
    expect(await names({ include: ["other/*.ts", "src/e.js"] })).toEqual([
      "other/j.ts: numpy.mean",
      "src/e.js: numpy.mean",
    ]);
  });

  test("follows symbolic links to files, but not to folders", async () => {
    await writeAll({ "src/a.ts": `import "#py/numpy";`, "elsewhere/b.ts": `import "#py/pandas";` });
    await symlink("..", join(root, "src/around"));
    await symlink("../elsewhere/b.ts", join(root, "src/b.ts"));
    const { files, uses } = await scan();
    expect(files).toEqual(["src/a.ts", "src/b.ts"]);
    expect(uses.map(({ module }) => module)).toEqual(["numpy", "pandas"]);
  });
});

describe("a specifier resolves to a file", () => {
  test("through the imports of the nearest package.json", async () => {
    await writeAll({
      "package.json": JSON.stringify({
        imports: { "#python/*": ["./src/py/*.ts"], "#py/*": "./src/other/*.ts" },
      }),
      "src/a.ts": `import { mean } from "#python/numpy"; import { x } from "#py/numpy";`,
      "src/inner/package.json": "{}",
      "src/inner/b.ts": `import { mean } from "#python/numpy"; import { x } from "#py/numpy";`,
    });
    expect(await names()).toEqual(["src/a.ts: numpy.mean", "src/inner/b.ts: numpy.x"]);
  });

  test("through paths and baseUrl of the nearest tsconfig.json, extended or referenced", async () => {
    await writeAll({
      "tsconfig.base.json": `{ "compilerOptions": { "baseUrl": "src", "paths": { "@python/*": ["./py/*"], "@/*": ["./*"] } } }`,
      "tsconfig.json": `{ "extends": "./tsconfig.base.json", /* comments are allowed */ }`,
      "src/a.ts": `import { mean } from "@python/numpy"; import { pi } from "@/py/math"; import { sin } from "py/math";`,
      "src/app/tsconfig.json": `{ "files": [], "references": [{ "path": "./tsconfig.app.json" }] }`,
      "src/app/tsconfig.app.json": `{ "compilerOptions": { "paths": { "np": ["../py/numpy.ts"] } } }`,
      "src/app/b.ts": `import { std } from "np";`,
    });
    expect(await names()).toEqual([
      "src/a.ts: numpy.mean",
      "src/a.ts: math.pi",
      "src/a.ts: math.sin",
      "src/app/b.ts: numpy.std",
    ]);
  });

  test("despite a broken package.json and tsconfig.json", async () => {
    await writeAll({
      "package.json": "{",
      "tsconfig.json": "{ nonsense",
      "src/a.ts": `import { mean } from "#py/numpy";`,
    });
    expect(await names()).toEqual(["src/a.ts: numpy.mean"]);
  });
});

describe("re-exports", () => {
  test("are found in importers that do not mention Python, over several steps", async () => {
    await writeAll({
      "src/lib/index.ts": `export * as np from "#py/numpy";`,
      "src/far.ts": `export { np as numeric } from "./lib";`,
      "src/main.ts": `import { numeric } from "./far.js"; numeric.mean(1);`,
      "src/unrelated.ts": `import { readFileSync } from "node:fs"; readFileSync("far");`,
    });
    expect(await names()).toContain("src/main.ts: numpy.mean");
  });

  test("are found through an exact alias", async () => {
    await writeAll({
      "tsconfig.json": `{ "compilerOptions": { "paths": { "numbers": ["./src/lib.ts"] } } }`,
      "src/lib.ts": `export * as np from "#py/numpy";`,
      "src/main.ts": `import { np } from "numbers"; np.mean(1);`,
    });
    expect(await names()).toContain("src/main.ts: numpy.mean");
  });
});

test("collects the members that sources with uses access on any object", async () => {
  await writeAll({
    "src/a.ts": `import { mean } from "#py/numpy";
const { first, second: renamed, "third": x, ...rest } = mean([1]) as any;
rest?.fourth!.fifth["sixth"](rest[Number.NaN], \`seventh\`);
export const made = { key: [renamed, x, first] };
`,
    "src/b.ts": "export const length = [1].length;\n",
    "src/py/numpy.ts": "export const generated = [].map;\n",
  });
  const { members } = await scan();
  expect([...members].sort()).toEqual(["NaN", "fifth", "first", "fourth", "second", "sixth", "third"]);
  expect((await scan()).members).toEqual(members);
});

describe("a bad source is reported, and the others are scanned", () => {
  beforeEach(() => write("src/good.ts", `import { mean } from "#py/numpy";`));

  test("syntax error, with the uses that can be parsed", async () => {
    await write("src/bad.ts", `import { pi } from "#py/math";\nconst = 1;`);
    const { uses, diagnostics } = await scan();
    expect(uses.map(({ path }) => path[0])).toEqual(["pi", "mean"]);
    expect(diagnostics).toMatchObject([
      { code: "SB1005", location: { file: "src/bad.ts", line: 2, column: 7 } },
    ]);
  });

  test("named pipe, socket link, device", async () => {
    execFileSync("mkfifo", [join(root, "src/pipe.ts")]);
    await symlink("/dev/zero", join(root, "src/zero.ts"));
    await symlink("loop.ts", join(root, "src/loop.ts"));
    await symlink("nowhere.ts", join(root, "src/gone.ts"));
    expect(await problems()).toEqual([
      "src/loop.ts: SB1006 The scanner skipped this: it is a symbolic link that leads to itself.",
      "src/pipe.ts: SB1006 The scanner skipped this: it is a named pipe, not a file.",
      "src/zero.ts: SB1006 The scanner skipped this: it is a device, not a file.",
    ]);
    expect(await names()).toEqual(["src/good.ts: numpy.mean"]);
  });

  test.skipIf(process.getuid?.() === 0 || process.platform === "win32")(
    "unreadable file and folder",
    async () => {
      await writeAll({ "src/secret.ts": "", "src/closed/a.ts": "" });
      await chmod(join(root, "src/secret.ts"), 0);
      await chmod(join(root, "src/closed"), 0);
      try {
        expect(await problems()).toEqual([
          "src/closed: SB1006 The scanner skipped this: permission denied.",
          "src/secret.ts: SB1006 The scanner skipped this: permission denied.",
        ]);
      } finally {
        await chmod(join(root, "src/closed"), 0o755);
      }
    },
  );

  test("binary content, such as a video named .ts", async () => {
    await write(
      "src/video.ts",
      Buffer.from([0x47, 0, 1, 2, 0x22, ..."#py/numpy".split("").map((c) => c.charCodeAt(0))]),
    );
    expect(await problems()).toEqual(["src/video.ts: SB1006 The scanner skipped this: it is not text."]);
  });

  test("too large", async () => {
    await write("src/data.ts", Buffer.alloc(17 * 1024 * 1024, "x"));
    expect(await problems()).toEqual([
      "src/data.ts: SB1006 The scanner skipped this: it has 17 MiB, and up to 16 MiB are read.",
    ]);
  });

  test("nested too deeply for the parser", async () => {
    await write("src/deep.ts", `import "#py/numpy"; x = ${"(".repeat(200_000)}`);
    expect(await problems()).toEqual(["src/deep.ts: SB1005 The file nests too deeply for the parser."]);
  });

  test("invalid UTF-8 and UTF-16 are decoded like the compiler does", async () => {
    await write(
      "src/latin.ts",
      Buffer.concat([Buffer.from([0x2f, 0x2f, 0xe9, 0x0a]), Buffer.from(`import "#py/math";`)]),
    );
    await write(
      "src/wide.ts",
      Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(`import "#py/json";`, "utf16le")]),
    );
    await write("src/marked.ts", `\uFEFFimport "#py/csv";`);
    expect(await names()).toEqual([
      "src/good.ts: numpy.mean",
      "src/latin.ts: math",
      "src/marked.ts: csv",
      "src/wide.ts: json",
    ]);
    expect((await scan()).uses.map(({ location }) => location.column)).toEqual([10, 8, 8, 8]);
  });
});

describe("the cache", () => {
  const cached = (): string => join(root, ".snakebridge/cache/scan.json");

  test("gives the same result as the parser", async () => {
    await writeAll({
      "src/lib.ts": `export * as np from "#py/numpy"; np[x];`,
      "src/main.ts": `import { np } from "./lib.js"; np.mean(1); np[name];`,
    });
    const first = await scan();
    expect(first.uses.length).toBeGreaterThan(1);
    expect(first.diagnostics.length).toBeGreaterThan(0);
    const before = await readFile(cached(), "utf8");
    expect(await scan()).toEqual(first);
    expect(await readFile(cached(), "utf8")).toBe(before);
  });

  test("follows changes, and drops deleted files", async () => {
    await writeAll({ "src/a.ts": `import "#py/numpy";`, "src/b.ts": `import "#py/pandas";` });
    await scan();
    await write("src/a.ts", `import "#py/math";`);
    await rm(join(root, "src/b.ts"));
    expect(await names()).toEqual(["src/a.ts: math"]);
    expect(Object.keys(JSON.parse(await readFile(cached(), "utf8")).scans)).toHaveLength(1);
  });

  test("separates dialects", async () => {
    await writeAll({
      "src/a.ts": `import { a } from "#py/x"; <a>b</a>;`,
      "src/b.tsx": `import { a } from "#py/x"; <a>b</a>;`,
    });
    const { diagnostics } = await scan();
    expect(diagnostics.map(({ location }) => location?.file)).toEqual(["src/a.ts"]);
  });

  test.each(["", "{", "null", `{"format":0}`, `{"format":2}`, `{"format":2,"scans":7}`])(
    "is recreated if it contains %j",
    async (content) => {
      await writeAll({ "src/a.ts": `import "#py/numpy";`, ".snakebridge/cache/scan.json": content });
      expect(await names()).toEqual(["src/a.ts: numpy"]);
      expect(JSON.parse(await readFile(cached(), "utf8")).format).toBe(2);
    },
  );

  test("is optional: a scan succeeds if it cannot be written", async () => {
    await writeAll({ "src/a.ts": `import "#py/numpy";`, ".snakebridge": "a file" });
    expect(await names()).toEqual(["src/a.ts: numpy"]);
  });
});
