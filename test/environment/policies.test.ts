import { access, rm } from "node:fs/promises";
import { join } from "node:path";
import { execa } from "execa";
import { afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { ensureEnvironment } from "../../src/environment/ensure-environment.ts";
import type { Allow, Config } from "../../src/project/config/config.ts";
import { testPython } from "../support/test-python.ts";
import { configIn, library, lockOf, realUv, temporaryFolder, withVariables } from "./support.ts";

let uv: string;
let root: string;
let restore: () => void;

beforeAll(async () => {
  uv = await realUv();
});
beforeEach(async () => {
  root = await temporaryFolder();
  restore = withVariables({ SNAKEBRIDGE_UV: uv, SNAKEBRIDGE_OFFLINE: undefined, UV_FIND_LINKS: root });
});
afterEach(async () => {
  restore();
  await rm(root, { recursive: true, force: true });
});

const allow = (more: Partial<Allow>): Partial<Config> => ({
  allow: { libraries: undefined, packages: undefined, builds: [], ...more },
});
const failsWith = (code: string, message: string) => ({
  diagnostics: [{ code, message: expect.stringContaining(message), fix: expect.any(String) }],
});
const exists = (path: string) =>
  access(path).then(
    () => true,
    () => false,
  );
const installed = () => exists(join(root, ".snakebridge/environments/default"));

describe("a distribution that has to be built", () => {
  const hooked = { libraries: [library("hooked")] };
  const ran = () => join(root, "ran");

  beforeEach(async () => {
    const script = `
import io, sys, tarfile
folder, mark = sys.argv[1:]
setup = f"open({mark!r}, 'w').close()\\nfrom setuptools import setup\\nsetup(name='hooked', version='1.0', py_modules=['hooked'])\\n"
with tarfile.open(f"{folder}/hooked-1.0.tar.gz", "w:gz") as archive:
    for name, text in (("setup.py", setup), ("hooked.py", "answer = 42\\n"), ("PKG-INFO", "Metadata-Version: 1.0\\nName: hooked\\nVersion: 1.0\\n")):
        info = tarfile.TarInfo(f"hooked-1.0/{name}")
        info.size = len(text)
        archive.addfile(info, io.BytesIO(text.encode()))
`;
    await execa(testPython, ["-c", script, root, ran()]);
  });

  test("is refused without running its code", async () => {
    await expect(ensureEnvironment(configIn(root, hooked), undefined)).rejects.toMatchObject(
      failsWith("SB3013", "hooked has no compatible wheel"),
    );
    expect(await exists(ran())).toBe(false);
  });

  test("is built if the configuration allows it, and the lock records it", async () => {
    const config = configIn(root, { ...hooked, ...allow({ builds: ["hooked"] }) });
    const { locked, python } = await ensureEnvironment(config, undefined);
    expect(await exists(ran())).toBe(true);
    expect(locked.builds).toEqual(["hooked"]);
    expect((await execa(python, ["-I", "-c", "import hooked; print(hooked.answer)"])).stdout).toBe("42");
    const again = await ensureEnvironment(config, lockOf(locked));
    expect(again.changed).toBe(false);
    const without = ensureEnvironment(configIn(root, hooked), lockOf(locked));
    await expect(without).rejects.toMatchObject(failsWith("SB3013", "hooked"));
  });
});

test("packages that are not allowed are refused before anything is installed, resolved or locked already", async () => {
  const asked = { libraries: [library("python-dateutil")] };
  const strict = configIn(root, { ...asked, ...allow({ packages: ["python-dateutil"] }) });
  await expect(ensureEnvironment(strict, undefined)).rejects.toMatchObject(failsWith("SB3012", "six 1."));
  expect(await installed()).toBe(false);
  const { locked } = await ensureEnvironment(configIn(root, asked), undefined);
  await expect(ensureEnvironment(strict, lockOf(locked))).rejects.toMatchObject(
    failsWith("SB3012", "six 1."),
  );
});

test.each<[string, Partial<Config>, string | undefined]>([
  ["the configuration", { offline: true }, undefined],
  ["SNAKEBRIDGE_OFFLINE", {}, "1"],
])("%s uses no network: a missing package is named, a warm cache is enough", async (_, change, variable) => {
  process.env.SNAKEBRIDGE_OFFLINE = variable;
  if (variable === undefined) delete process.env.SNAKEBRIDGE_OFFLINE;
  const cache = withVariables({ UV_CACHE_DIR: join(root, "cold") });
  try {
    await expect(ensureEnvironment(configIn(root, change), undefined)).rejects.toMatchObject(
      failsWith("SB3007", "is not in uv's cache"),
    );
  } finally {
    cache();
  }
  delete process.env.SNAKEBRIDGE_OFFLINE;
  const { locked } = await ensureEnvironment(configIn(root), undefined);
  await rm(join(root, ".snakebridge"), { recursive: true });
  if (variable !== undefined) process.env.SNAKEBRIDGE_OFFLINE = variable;
  const warm = await ensureEnvironment(configIn(root, change), lockOf(locked));
  expect(warm.changed).toBe(true);
});
