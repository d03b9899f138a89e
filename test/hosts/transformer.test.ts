import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { execa } from "execa";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { emptyManifest, type Manifest } from "../../src/project/manifest/manifest.ts";
import { serializeManifest } from "../../src/project/manifest/serialize-manifest.ts";

const repository = join(import.meta.dirname, "../..");
const bin = (name: string): string => join(repository, "node_modules", name);

/** A project below the repository, so that what is installed there is installed for it as well. */
let project: string;

beforeAll(async () => {
  await mkdir(join(repository, ".cache"), { recursive: true });
  project = await mkdtemp(join(repository, ".cache/transformer-"));
  await installTransformer();
});
afterAll(() => rm(project, { recursive: true, force: true }));

/** Compiles the transformer as the build does, and installs it as npm would. */
async function installTransformer(): Promise<void> {
  const installed = join(project, "node_modules/snakebridge");
  await write("tsconfig.transformer.json", {
    extends: join(repository, "tsconfig.build.json"),
    compilerOptions: {
      rootDir: join(repository, "src"),
      outDir: join(installed, "dist"),
      typeRoots: [join(repository, "node_modules/@types")],
    },
    include: [],
    files: [join(repository, "src/hosts/transformer.ts")],
  });
  await execa(process.execPath, [
    bin("typescript/bin/tsc"),
    "-p",
    join(project, "tsconfig.transformer.json"),
  ]);
  await cp(join(repository, "package.json"), join(installed, "package.json"));
}

async function write(path: string, content: string | object): Promise<void> {
  const file = join(project, path);
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, typeof content === "string" ? content : JSON.stringify(content));
}

const tsconfig = {
  compilerOptions: {
    module: "nodenext",
    target: "es2022",
    strict: true,
    rootDir: "src",
    outDir: "out",
    types: [],
    plugins: [{ transform: "snakebridge/transformer" }],
  },
  include: ["src"],
};

function manifestWith(...names: string[]): Manifest {
  const facts = { kind: "function", signature: { parameters: [], tier: "opaque" } } as const;
  const symbols = [["numpy:", { kind: "module" }], ...names.map((name) => [`numpy:${name}`, facts])];
  return { ...emptyManifest, symbols: Object.fromEntries(symbols) };
}

beforeEach(async () => {
  await rm(join(project, "src"), { recursive: true, force: true });
  await rm(join(project, "out"), { recursive: true, force: true });
  await write("package.json", {
    type: "module",
    imports: { "#py/*": { types: "./src/py/*.ts", default: "./out/py/*.js" } },
  });
  await write("tsconfig.json", tsconfig);
  await write(
    "snakebridge.config.ts",
    `import { defineConfig } from "snakebridge";\nexport default defineConfig({ libraries: { numpy: "*" } });\n`,
  );
  await write(
    "src/py/numpy.ts",
    "export const mean = (a: number[]): number => a.length;\nexport const median = mean;\n",
  );
  await write("src/py/manifest.json", serializeManifest(manifestWith("mean")));
});

const tspc = (...options: string[]) =>
  execa(
    process.execPath,
    [bin("ts-patch/bin/tspc.js"), "-p", "tsconfig.json", "--pretty", "false", ...options],
    { cwd: project, reject: false },
  );
const tsc = (...options: string[]) =>
  execa(process.execPath, [bin("typescript/bin/tsc"), "-p", "tsconfig.json", ...options], {
    cwd: project,
    reject: false,
  });

describe("a tspc build", () => {
  const green = `import * as np from "#py/numpy";\nexport const five: number = np.mean([5]);\n`;

  test("passes and gives the same output when everything is generated", async () => {
    await write("src/main.ts", green);
    const { exitCode, stdout } = await tspc();
    expect([exitCode, stdout]).toEqual([0, ""]);
    await tsc("--outDir", "plain");
    expect(await readFile(join(project, "out/main.js"), "utf8")).toBe(
      await readFile(join(project, "plain/main.js"), "utf8"),
    );
  });

  test("fails at the place of a name that is not generated", async () => {
    await write("src/main.ts", `${green}console.log(np.median([1]));\n`);
    const { exitCode, stdout } = await tspc();
    expect(stdout).toBe(
      `src/main.ts(3,16): error TS901001: SB1001: "numpy.median" is used but not generated. Fix: npx snakebridge generate`,
    );
    expect(exitCode).toBe(2);
  });

  test("fails through a source that re-exports, together with the compiler's own errors", async () => {
    await write("src/lib.ts", `export * as numeric from "#py/numpy";\n`);
    await write(
      "src/main.tsx",
      `import { numeric } from "./lib.js";\nnumeric.median([1]);\nconst wrong: string = numeric.mean([1]);\n`,
    );
    const { exitCode, stdout } = await tspc("--jsx", "preserve");
    expect(stdout.split("\n")).toEqual([
      expect.stringMatching(/^src\/main\.tsx\(2,9\): error TS901001: SB1001: "numpy.median"/),
      expect.stringMatching(/^src\/main\.tsx\(3,7\): error TS2322/),
    ]);
    expect(exitCode).toBe(2);
  });

  test("fails without a manifest, for libraries that are not configured, and with noEmit", async () => {
    await rm(join(project, "src/py/manifest.json"));
    await write("src/py/pandas.ts", "export {};");
    await write("src/main.ts", `${green}import "#py/pandas";\n`);
    const { exitCode, stdout } = await tspc("--noEmit");
    expect(exitCode).toBe(2);
    expect(stdout).toContain(`src/main.ts(1,21): error TS901001: SB1001: "numpy" is used`);
    expect(stdout).toContain(`src/main.ts(2,32): error TS901001: SB1001: "numpy.mean" is used`);
    expect(stdout).toContain(
      `src/main.ts(3,8): error TS901003: SB1003: Python library "pandas" is not configured.`,
    );
  });

  test("reports mistakes in the configuration", async () => {
    await write("src/main.ts", green);
    await write("snakebridge.config.ts", `export default { libraries: { numpy: "^2" } };`);
    const { exitCode, stdout } = await tspc();
    expect(stdout).toMatch(/^error TS902002: SB2002: libraries\.numpy: expected a version range/);
    expect(exitCode).toBe(2);
  });

  test("takes another configuration", async () => {
    await write("src/main.ts", green);
    await write("tsconfig.json", {
      ...tsconfig,
      compilerOptions: {
        ...tsconfig.compilerOptions,
        plugins: [{ transform: "snakebridge/transformer", config: "other.config.json" }],
      },
    });
    await write("other.config.json", { libraries: {} });
    const { stdout } = await tspc();
    expect(stdout).toContain("SB1003");
  });

  test("warnings do not fail it", async () => {
    await write(
      "src/main.ts",
      `import * as np from "#py/numpy";\nexport const f = (name: "mean") => np[name];\n`,
    );
    const { exitCode, stdout } = await tspc();
    expect([exitCode, stdout]).toEqual([0, ""]);
  });

  test("still fails in incremental builds, until the name is generated", async () => {
    const module = await readFile(join(project, "src/py/numpy.ts"), "utf8");
    await write("src/py/numpy.ts", module.replace(/.*median.*\n/, ""));
    await write("src/main.ts", `${green}console.log(np.median([1]));\n`);
    const first = await tspc("--incremental");
    expect(first.stdout).toContain(`src/main.ts(3,16): error TS901001: SB1001: "numpy.median"`);
    const second = await tspc("--incremental");
    expect([second.stdout, second.exitCode]).toEqual([first.stdout, first.exitCode]);
    await write("src/py/numpy.ts", module);
    await write("src/py/manifest.json", serializeManifest(manifestWith("mean", "median")));
    expect(await tspc("--incremental")).toMatchObject({ exitCode: 0, stdout: "" });
  });
});
