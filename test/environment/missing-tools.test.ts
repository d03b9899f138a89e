import { chmod, mkdir, readdir, rm, symlink, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { execa } from "execa";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { silentProgress } from "../../src/diagnostics/progress.ts";
import { ensureEnvironment } from "../../src/environment/ensure-environment.ts";
import { inspectEnvironment } from "../../src/environment/inspect-environment.ts";
import { fetchUv } from "../../src/environment/uv/fetch-uv.ts";
import { findUv } from "../../src/environment/uv/find-uv.ts";
import { oldestUv, pinnedUv } from "../../src/environment/uv/uv-pin.ts";
import { testPython } from "../support/test-python.ts";
import { configIn, lockOf, realUv, temporaryFolder, withVariables } from "./support.ts";

let root: string;
let tools: string;
let restore: () => void;

/** PATH is one empty folder, and the cache folder is empty: only files that a test puts there are found. */
beforeEach(async () => {
  root = await temporaryFolder();
  tools = join(root, "tools");
  await mkdir(tools);
  restore = withVariables({
    PATH: tools,
    SNAKEBRIDGE_UV: undefined,
    SNAKEBRIDGE_CACHE: join(root, "cache"),
    UV_PYTHON_DOWNLOADS: "never",
    UV_PYTHON_INSTALL_DIR: join(root, "pythons"),
  });
});
afterEach(async () => {
  restore();
  await rm(root, { recursive: true, force: true });
});

const failsWith = (code: string, message: string) => ({
  diagnostics: [{ code, message: expect.stringContaining(message), fix: expect.any(String) }],
});
const ensure = (change = {}, options = {}) => ensureEnvironment(configIn(root, change), undefined, options);

async function script(name: string, text: string): Promise<string> {
  const path = join(tools, name);
  await writeFile(path, `#!/bin/sh\n${text}\n`);
  await chmod(path, 0o755);
  return path;
}

/** The Python behind the shared environment; it has pip, unlike an environment that uv created. */
async function basePython(): Promise<string> {
  const { stdout } = await execa(testPython, ["-c", "import sys; print(sys._base_executable)"]);
  return stdout;
}

describe.skipIf(process.platform === "win32")("finding uv", () => {
  test("the configuration comes before the variable, the variable before PATH, PATH before the private copy", async () => {
    const fake = (version: string) => `echo "uv ${version} (x)"`;
    const [configured, named] = [await script("a-uv", fake("1.0.1")), await script("b-uv", fake("1.0.2"))];
    await mkdir(join(root, `cache/uv-${pinnedUv.version}/bin`), { recursive: true });
    await symlink(await script("private", fake("1.0.4")), join(root, `cache/uv-${pinnedUv.version}/bin/uv`));
    expect(await findUv(configIn(root))).toMatchObject({ version: "1.0.4", source: "private" });
    await script("uv", fake("1.0.3"));
    expect(await findUv(configIn(root))).toMatchObject({ version: "1.0.3", source: "PATH" });
    process.env.SNAKEBRIDGE_UV = named;
    expect(await findUv(configIn(root))).toMatchObject({ version: "1.0.2", source: "SNAKEBRIDGE_UV" });
    expect(await findUv(configIn(root, { uv: "tools/a-uv" }))).toEqual({
      path: configured,
      version: "1.0.1",
      source: "config",
    });
  });

  test("what is too old, or no uv, is passed over on PATH and refused where it was named", async () => {
    await script("uv", 'echo "uv 0.4.30"');
    expect(await findUv(configIn(root))).toBeUndefined();
    await expect(findUv(configIn(root, { uv: "tools/uv" }))).rejects.toMatchObject(
      failsWith("SB3003", oldestUv),
    );
    await script("uv", "echo 10.0.0; exit 0");
    expect(await findUv(configIn(root))).toBeUndefined();
    process.env.SNAKEBRIDGE_UV = join(tools, "nothing");
    await expect(findUv(configIn(root))).rejects.toMatchObject(failsWith("SB3003", "SNAKEBRIDGE_UV names"));
  });
});

describe("fetching uv", () => {
  test("through pip, by hash, once; what is fetched works", async () => {
    await symlink(await basePython(), join(tools, "python3"));
    const [one, two] = await Promise.all([1, 2].map(() => fetchUv({ progress: silentProgress })));
    expect(one).toEqual(two);
    expect(await readdir(join(root, "cache"))).toEqual([`uv-${pinnedUv.version}`]);
    expect(await findUv(configIn(root))).toEqual(one);
    const interpreter = await basePython();
    const made = await ensure({ interpreter });
    expect(made.changed).toBe(true);
    const { stdout } = await execa(made.python, ["-I", "-c", "import six; print(six.__name__)"]);
    expect(stdout).toBe("six");
  });

  test("a pip that gets another file is stopped by the hash", async () => {
    // A find-links folder with a false uv, the only place where pip may look.
    const name = `uv-${pinnedUv.version}-py3-none-any.whl`;
    await execa(await basePython(), [
      "-c",
      `import sys, zipfile
with zipfile.ZipFile(sys.argv[1], "w") as wheel:
    wheel.writestr("uv-${pinnedUv.version}.dist-info/METADATA", "Metadata-Version: 2.1\\nName: uv\\nVersion: ${pinnedUv.version}\\n")`,
      join(root, name),
    ]);
    const undo = withVariables({ PIP_FIND_LINKS: root, PIP_NO_INDEX: "1", PIP_CONFIG_FILE: "/dev/null" });
    await expect(
      fetchUv({ progress: silentProgress, interpreter: await basePython() }),
    ).rejects.toMatchObject(failsWith("SB3008", "does not match the pinned one"));
    undo();
    expect(await readdir(join(root, "cache"))).toEqual([]);
  });

  test("without a network", async () => {
    const undo = withVariables({
      PIP_INDEX_URL: "http://127.0.0.1:9/simple",
      PIP_FIND_LINKS: "",
      PIP_RETRIES: "1",
      PIP_CONFIG_FILE: "/dev/null",
    });
    await expect(ensure({ interpreter: await basePython() })).rejects.toMatchObject(
      failsWith("SB3007", "cannot be reached"),
    );
    undo();
    await expect(ensure({ interpreter: await basePython() }, { offline: true })).rejects.toMatchObject(
      failsWith("SB3007", "is not on this machine, and this run is offline"),
    );
  });

  test("no uv and no pip", async () => {
    await execa(await basePython(), ["-m", "venv", "--without-pip", join(root, "bare")]);
    process.env.PATH = join(root, "bare/bin");
    await expect(ensure()).rejects.toMatchObject(failsWith("SB3003", "no pip"));
  });

  test("no uv and no Python", async () => {
    await expect(ensure()).rejects.toMatchObject(failsWith("SB3001", "Neither uv nor Python"));
    await expect(inspectEnvironment(configIn(root))).resolves.toMatchObject({
      uv: undefined,
      pythons: [],
      findings: [{ code: "SB3010" }, { code: "SB3001" }],
    });
  });
});

test("uv, but no Python", async () => {
  const path = process.env.PATH;
  restore();
  process.env.SNAKEBRIDGE_UV = await realUv();
  const undo = withVariables({
    PATH: path,
    UV_PYTHON_DOWNLOADS: "never",
    UV_PYTHON_INSTALL_DIR: join(root, "pythons"),
  });
  await expect(ensure()).rejects.toMatchObject(failsWith("SB3001", "no Python on this machine"));
  undo();
});

describe("the interpreter", () => {
  beforeEach(async () => {
    // Found with the PATH of the machine.
    restore();
    process.env.SNAKEBRIDGE_UV = await realUv();
  });

  test.skipIf(process.platform === "win32")("that is named and too old, or none, is refused", async () => {
    const facts = {
      version: "3.9.18",
      implementation: "cpython",
      platform: "linux-x86_64",
      soabi: "",
      flags: "",
    };
    await script("python3.9", `echo '${JSON.stringify(facts)}'`);
    await expect(ensure({ interpreter: "tools/python3.9" })).rejects.toMatchObject(
      failsWith("SB3002", "Python 3.9.18"),
    );
    await expect(ensure({ interpreter: "tools/none" })).rejects.toMatchObject(
      failsWith("SB3001", "not a working Python"),
    );
  });

  test("that is changed later recreates the environment", async () => {
    const first = await ensure();
    const lock = lockOf(first.locked);
    const config = configIn(root, { interpreter: await basePython() });
    expect(await ensureEnvironment(config, lock)).toMatchObject({ changed: true });
    expect(await ensureEnvironment({ ...config, uv: "none" }, lock)).toMatchObject({ changed: false });
  });

  test("is reported by doctor with the state of the environment, and nothing changes", async () => {
    const config = configIn(root);
    const before = await inspectEnvironment(config);
    expect(before).toMatchObject({
      environment: { state: "missing or broken" },
      findings: [{ code: "SB3010" }],
    });
    expect(before.pythons.some(({ usable }) => usable)).toBe(true);
    expect(await readdir(root)).toEqual(["tools"]);
    const { locked, python } = await ensure();
    expect(await inspectEnvironment(config, lockOf(locked))).toMatchObject({
      environment: { state: "ready", python },
      findings: [],
    });
    const changed = { ...config, libraries: [] };
    expect(await inspectEnvironment(changed, lockOf(locked))).toMatchObject({
      environment: { state: "out of date" },
    });
  });
});

describe.skipIf(process.platform === "win32")("a required accelerator", () => {
  test("that is missing ends the work before it begins", async () => {
    await expect(ensure({ accelerator: "rocm" })).rejects.toMatchObject(
      failsWith("SB3011", "requires rocm, but this machine has only"),
    );
    expect((await inspectEnvironment(configIn(root, { accelerator: "rocm" }))).findings).toContainEqual(
      expect.objectContaining({ code: "SB3011" }),
    );
    expect(await readdir(root)).not.toContain(".snakebridge");
  });

  test("that the driver's tool reports is found", async () => {
    await script("nvidia-smi", 'echo "570.133.20, NVIDIA H100 80GB HBM3, 81559, 9.0"');
    const { accelerator, findings } = await inspectEnvironment(configIn(root, { accelerator: "cuda" }));
    expect(accelerator).toMatchObject({
      kind: "cuda",
      devices: ["NVIDIA H100 80GB HBM3"],
      capabilities: ["9.0"],
    });
    expect(findings).not.toContainEqual(expect.objectContaining({ code: "SB3011" }));
  });
});
