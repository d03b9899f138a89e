import { mkdir, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { execa } from "execa";
import { expect, test } from "vitest";
import {
  distributionVersions,
  installedDistributions,
} from "../../../src/environment/python/distribution-versions.ts";
import { testPython } from "../../support/test-python.ts";
import { temporaryFolder } from "../support.ts";

test("agrees with Python's own importlib.metadata", async () => {
  const python = testPython;
  const script = `
import importlib.metadata as m, json, re
normal = lambda name: re.sub(r"[-_.]+", "-", name).lower()
print(json.dumps({
  "versions": {normal(d.metadata["Name"]): d.version for d in m.distributions()},
  "providers": {k: sorted(set(map(normal, v))) for k, v in m.packages_distributions().items() if k.isidentifier()},
}))`;
  const { stdout } = await execa(python, ["-I", "-c", script]);
  const expected = JSON.parse(stdout) as { versions: object; providers: Record<string, string[]> };
  expect(Object.fromEntries(await distributionVersions({ python }))).toEqual(expected.versions);
  const installed = await installedDistributions({ python });
  for (const module of ["numpy", "sklearn", "grpc", "dateutil"])
    expect(installed.filter(({ modules }) => modules.includes(module)).map(({ name }) => name)).toEqual(
      expected.providers[module],
    );
});

test("an environment that is none has no distributions, and one without a record provides nothing", async () => {
  const folder = await temporaryFolder();
  const python =
    process.platform === "win32" ? join(folder, "Scripts/python.exe") : join(folder, "bin/python");
  expect(await installedDistributions({ python })).toEqual([]);
  const site = join(folder, process.platform === "win32" ? "Lib" : "lib/python3.11", "site-packages");
  const metadata = join(site, "Odd_Name-1.0+local.dist-info");
  await mkdir(metadata, { recursive: true });
  await writeFile(join(site, "not-a-distribution"), "");
  expect(await installedDistributions({ python })).toEqual([
    { name: "odd-name", version: "1.0+local", modules: [], metadata },
  ]);
  await rm(folder, { recursive: true });
});
