import { access, mkdir, readdir, readFile, rm, symlink, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { execa } from "execa";
import { afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { Environment } from "../../src/environment/ensure-environment.ts";
import { distributionVersions } from "../../src/environment/python/distribution-versions.ts";
import type { Config } from "../../src/project/config/config.ts";
import type { Lock } from "../../src/project/lock/lock.ts";
import { serializeLock } from "../../src/project/lock/serialize-lock.ts";
import { testPython } from "../support/test-python.ts";
import { servePackage } from "./package-index.ts";
import {
  configIn,
  ensureEnvironment,
  library,
  lockOf,
  realUv,
  temporaryFolder,
  withVariables,
} from "./support.ts";

let uv: string;
let root: string;
let restore: () => void;

beforeAll(async () => {
  uv = await realUv();
});
beforeEach(async () => {
  root = await temporaryFolder();
  restore = withVariables({ SNAKEBRIDGE_UV: uv });
});
afterEach(async () => {
  restore();
  await rm(root, { recursive: true, force: true });
});

const config = (change: Partial<Config> = {}) => configIn(root, change);
const versions = (environment: Environment) =>
  Object.fromEntries(environment.locked.packages.map(({ name, version }) => [name, version]));
const failsWith = (code: string, message: string) => ({
  diagnostics: [{ code, message: expect.stringContaining(message), fix: expect.any(String) }],
});
const environmentFolder = () => join(root, ".snakebridge/environments/default");
const python = (environment: Environment, code: string) =>
  execa(environment.python, ["-I", "-c", code], { reject: false }).then(({ stdout }) => stdout);
/** A uv that does not work: every command that uses it fails. */
const noUv = () => ({ uv: join(root, "missing/uv") });

async function made(change: Partial<Config> = {}): Promise<{ environment: Environment; lock: Lock }> {
  const environment = await ensureEnvironment(config(change), undefined);
  return { environment, lock: lockOf(environment.locked) };
}

describe("a fresh project", () => {
  test("gets an environment, a lock with hashes for every platform, and a record for the run time", async () => {
    const said: string[] = [];
    const progress = {
      step: (text: string) => void said.push(text),
      note: () => {},
      passthrough: (text: string) => void said.push(text),
    };
    const environment = await ensureEnvironment(config(), undefined, { progress });
    expect(environment.changed).toBe(true);
    expect(await python(environment, "import six, grpc, msgpack; print('ok')")).toBe("ok");
    expect(Object.keys(versions(environment))).toEqual(expect.arrayContaining(["grpcio", "msgpack", "six"]));
    const grpcio = environment.locked.packages.find(({ name }) => name === "grpcio");
    expect(grpcio?.hashes.length).toBeGreaterThan(10);
    expect(Object.values(environment.locked.platforms)).toHaveLength(1);
    expect(JSON.parse(await readFile(join(root, ".snakebridge/runtime.json"), "utf8"))).toEqual({
      format: 1,
      python: environment.python,
      pool: { workers: 1, carrier: "auto" },
      lock: { path: join(root, "snakebridge.lock"), environment: "default" },
    });
    expect(await readFile(join(root, ".snakebridge/.gitignore"), "utf8")).toBe("*\n");
    expect(await readdir(join(root, ".snakebridge"))).toEqual([".gitignore", "environments", "runtime.json"]);
    expect(said).toEqual(
      expect.arrayContaining(["Resolving 3 packages", expect.stringContaining("+ six==")]),
    );
  });

  test("the second time nothing happens: neither uv nor Python is started", async () => {
    const { environment, lock } = await made();
    const again = await ensureEnvironment(config(noUv()), lock, {});
    expect(again).toEqual({ ...environment, locked: lock.environments.default, changed: false });
    // The same in a project that has work to do, to show that the check would find it.
    await rm(environment.python);
    await expect(ensureEnvironment(config(noUv()), lock, {})).rejects.toMatchObject(
      failsWith("SB3003", "missing"),
    );
  });

  test("variables of the shell change nothing", async () => {
    await mkdir(join(root, "shadow"));
    for (const name of ["json.py", "six.py", "pip.py"])
      await writeFile(join(root, "shadow", name), "raise SystemExit(3)");
    const clean = await made();
    await rm(join(root, ".snakebridge"), { recursive: true });
    const undo = withVariables({
      PYTHONHOME: "/nonexistent",
      PYTHONPATH: join(root, "shadow"),
      VIRTUAL_ENV: join(root, "no-venv"),
      UV_PYTHON: "3.7",
      UV_RESOLUTION: "lowest",
      UV_PRERELEASE: "allow",
      UV_EXCLUDE_NEWER: "2019-01-01",
      UV_CONFIG_FILE: join(root, "no.toml"),
    });
    try {
      expect((await made()).environment).toEqual(clean.environment);
    } finally {
      undo();
    }
  });
});

describe("an environment that changed", () => {
  test.each<[string, (environment: Environment) => Promise<unknown>]>([
    ["deleted", () => rm(environmentFolder(), { recursive: true })],
    ["whose installation was interrupted", () => rm(join(environmentFolder(), "snakebridge.json"))],
    ["with a stamp cut short", () => writeFile(join(environmentFolder(), "snakebridge.json"), '{"format":1')],
    [
      "whose Python is gone",
      async ({ python: path }) => {
        await rm(path);
        await symlink(join(root, "gone/python3"), path);
      },
    ],
    [
      "with another Python",
      async () => {
        const path = join(environmentFolder(), "snakebridge.json");
        await writeFile(path, (await readFile(path, "utf8")).replace(/"size": \d+/, '"size": 1'));
      },
    ],
    [
      "that lost a package",
      async ({ python: path }) => {
        const { stdout } = await execa(path, ["-c", "import six; print(six.__file__)"]);
        await rm(stdout);
      },
    ],
    [
      "with an additional package",
      async ({ python: path }) => await execa(uv, ["pip", "install", "--python", path, "iniconfig"]),
    ],
  ])("%s is recreated", async (_, damage) => {
    const { environment, lock } = await made();
    await damage(environment);
    const again = await ensureEnvironment(config(), lock);
    expect(again).toEqual({ ...environment, locked: lock.environments.default, changed: true });
    expect(await python(again, "import six; print(six.__name__)")).toBe("six");
    expect(await distributionVersions(again)).toEqual(new Map(Object.entries(versions(again)).sort()));
    expect(await ensureEnvironment(config(noUv()), lock)).toMatchObject({ changed: false });
  });

  test.skipIf(process.platform === "win32").each(["Resolving", "Creating", "Installing"])(
    "of a run killed while %s is completed by the next",
    async (step) => {
      const script = `
        import { ensureEnvironment } from ${JSON.stringify(join(import.meta.dirname, "../../src/environment/ensure-environment.ts"))};
        const progress = { note() {}, passthrough() {}, step: (text) => process.stdout.write(text + "\\n") };
        await ensureEnvironment(${JSON.stringify(config())}, undefined, { progress });
      `;
      const args = ["--import", "tsx", "--input-type=module", "-e", script];
      const run = execa(process.execPath, args, { reject: false });
      run.stdout.on("data", (chunk: Buffer) => {
        if (`${chunk}`.includes(step)) run.kill("SIGKILL");
      });
      expect((await run).signal).toBe("SIGKILL");
      const environment = await ensureEnvironment(config(), undefined);
      expect(await python(environment, "import six; print(six.__name__)")).toBe("six");
      expect(await readdir(join(root, ".snakebridge"))).toEqual([
        ".gitignore",
        "environments",
        "runtime.json",
      ]);
    },
  );

  test("importing is no change", async () => {
    const { environment, lock } = await made();
    expect(await python(environment, "import six; print(1)")).toBe("1");
    expect(await ensureEnvironment(config(noUv()), lock)).toMatchObject({ changed: false });
  });
});

describe("a changed configuration", () => {
  test("a new library upgrades no other, and its Python stays", async () => {
    const { lock } = await made({ libraries: [library("idna", "==3.7")] });
    const libraries = [library("idna", ">=3"), library("six")];
    const more = await ensureEnvironment(config({ libraries }), lock);
    expect(versions(more)).toMatchObject({ idna: "3.7", six: expect.any(String) });
    // Without the lock, the newest version is installed: so the lock kept it.
    const anew = await ensureEnvironment(config({ libraries }), undefined);
    expect(versions(anew).idna).not.toBe("3.7");
  });

  test("a library that is gone is uninstalled", async () => {
    const { lock } = await made({ libraries: [library("idna"), library("six")] });
    const less = await ensureEnvironment(config(), lock);
    expect(versions(less)).not.toHaveProperty("idna");
    expect((await distributionVersions(less)).has("idna")).toBe(false);
  });

  test("excludeNewer resolves versions of that day, and the lock records it", async () => {
    const dated = { excludeNewer: "2024-06-01" };
    const { environment, lock } = await made(dated);
    expect(versions(environment).six).toBe("1.16.0");
    expect(lock.environments.default?.excludeNewer).toBe("2024-06-01");
    expect(await ensureEnvironment(config({ ...dated, ...noUv() }), lock)).toMatchObject({ changed: false });
    // The lock is for that day only.
    await expect(ensureEnvironment(config(), lock, { locked: true })).rejects.toMatchObject(
      failsWith("SB5006", "snakebridge.lock"),
    );
    const libraries = [library("six", ">=1.17")];
    await expect(ensureEnvironment(config({ ...dated, libraries }), undefined)).rejects.toMatchObject(
      failsWith("SB3005", "uploaded after 2024-06-01 are excluded"),
    );
  });

  test.skipIf(process.platform === "win32")("an accelerator decides about builds of torch", async () => {
    const asked = join(root, "asked.txt");
    await writeFile(join(root, "uv"), `#!/bin/sh\necho "$@" >> ${asked}\nexec ${uv} "$@"\n`, { mode: 0o755 });
    const cpu = { accelerator: "cpu", uv: join(root, "uv") } as const;
    const { lock } = await made(cpu);
    expect(await readFile(asked, "utf8")).toMatch(/pip compile .*--torch-backend cpu/);
    expect(lock.environments.default?.accelerator).toBe("cpu");
    expect(await ensureEnvironment(config({ ...cpu, ...noUv() }), lock)).toMatchObject({ changed: false });
    await expect(ensureEnvironment(config(), lock, { locked: true })).rejects.toMatchObject(
      failsWith("SB5006", "snakebridge.lock"),
    );
  });

  test("other pool options reach the run time, and start nothing", async () => {
    const { lock } = await made();
    const pool = { workers: 3, carrier: "grpc", timeoutMs: 500, memo: { size: 5 } } as const;
    expect(await ensureEnvironment(config({ ...noUv(), pool }), lock)).toMatchObject({ changed: false });
    expect(JSON.parse(await readFile(join(root, ".snakebridge/runtime.json"), "utf8")).pool).toEqual(pool);
  });

  test("names of pure functions reach the run time", async () => {
    const pure = [library("six", undefined, { pure: ["text_type", "moves.reduce"] })];
    await made({ libraries: pure });
    const { pool } = JSON.parse(await readFile(join(root, ".snakebridge/runtime.json"), "utf8"));
    expect(pool.pure).toEqual(["six.text_type", "six.moves.reduce"]);
  });

  test("a library that needs a newer Python than the oldest allowed one narrows the resolution", async () => {
    const libraries = [library("networkx", ">=3.5")];
    const { environment, lock } = await made({ libraries });
    expect(environment.locked.python.requirement).toMatch(/^>=3\.10,>=3\.\d+$/);
    expect(await ensureEnvironment(config({ libraries, ...noUv() }), lock)).toMatchObject({ changed: false });
  });
});

describe("the lock decides", () => {
  test("locked: what fits is installed, what does not is SB5006, and nothing is resolved", async () => {
    const { environment, lock } = await made();
    await rm(environmentFolder(), { recursive: true });
    expect(await ensureEnvironment(config(), lock, { locked: true })).toMatchObject({
      locked: lock.environments.default,
      changed: true,
    });
    for (const stale of [undefined, lockOf({ ...environment.locked, requirements: ["six>=1"] })])
      await expect(ensureEnvironment(config(), stale, { locked: true })).rejects.toMatchObject(
        failsWith("SB5006", "snakebridge.lock"),
      );
  });

  test("a lock from another platform gains a row, and the other's stays", async () => {
    const { environment } = await made();
    const foreign = { tags: "cp311-cp311-win_amd64", accelerator: { kind: "cpu" } } as const;
    const lock = lockOf({ ...environment.locked, platforms: { "windows-x86_64": foreign } });
    const here = await ensureEnvironment(config(), lock);
    expect(here.locked.platforms).toEqual({ ...environment.locked.platforms, "windows-x86_64": foreign });
  });

  test("another accelerator or patch release on the same platform changes nothing", async () => {
    const { environment } = await made();
    const [platform = ""] = Object.keys(environment.locked.platforms);
    const cuda = { kind: "cuda", driver: "570.1", devices: ["H100"] } as const;
    const [minor] = environment.locked.python.version.match(/^3\.\d+/) ?? [];
    const locked = {
      ...environment.locked,
      python: { ...environment.locked.python, version: `${minor}.999` },
      platforms: { [platform]: { tags: "cp311-cp311-linux_x86_64", accelerator: cuda } },
    };
    await rm(environmentFolder(), { recursive: true });
    expect((await ensureEnvironment(config(), lockOf(locked))).locked).toEqual(locked);
  });

  test("a hash that differs in one digit stops the installation", async () => {
    const { environment } = await made();
    await rm(environmentFolder(), { recursive: true });
    const packages = environment.locked.packages.map((one) =>
      one.name === "six"
        ? {
            ...one,
            hashes: one.hashes.map((hash) => hash.replace(/.$/, (digit) => (digit === "0" ? "1" : "0"))),
          }
        : one,
    );
    const altered = lockOf({ ...environment.locked, packages });
    await expect(ensureEnvironment(config(), altered)).rejects.toMatchObject(failsWith("SB3008", "six=="));
    await expect(access(join(environmentFolder(), "snakebridge.json"))).rejects.toThrow();
    // The right lock fixes it.
    expect(await ensureEnvironment(config(), lockOf(environment.locked))).toMatchObject({ changed: true });
  });

  test("a private index leaves no trace, neither address nor password", async () => {
    const index = await servePackage(testPython, root, "snakebridge_probe", {
      "1.0": "version = '1.0'",
      "2.0": "version = '2.0'",
    });
    const address = `http://user:secret@127.0.0.1:${index.port}/simple`;
    const undo = withVariables({
      UV_INDEX: `private=${address}`,
      UV_CACHE_DIR: join(root, "uv-cache"),
      UV_LINK_MODE: "copy",
    });
    try {
      const libraries = [library("snakebridge_probe", "<2")];
      const { environment, lock } = await made({ libraries });
      expect(await python(environment, "import snakebridge_probe as p; print(p.version)")).toBe("1.0");
      expect(index.requests).toContain("/simple/snakebridge-probe/");
      await rm(join(root, "uv-cache"), { recursive: true });
      const written = [serializeLock(lock)];
      for (const name of await readdir(join(root, ".snakebridge"), { recursive: true }))
        if (/\.(json|txt|cfg)$/.test(name))
          written.push(await readFile(join(root, ".snakebridge", name), "utf8"));
      expect(written.length).toBeGreaterThan(3);
      for (const text of written) expect(text).not.toMatch(/secret|127\.0\.0\.1|:\/\/user/);
      const denied = withVariables({ UV_INDEX: `private=${address.replace("secret", "wrong")}` });
      await expect(ensureEnvironment(config({ libraries }), undefined)).rejects.toMatchObject(
        failsWith("SB3007", "401"),
      );
      denied();
    } finally {
      undo();
      await index.close();
    }
  });
});
