import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { execa } from "execa";
import { beforeEach, describe, expect, it } from "vitest";
import { nextLock } from "../../../src/commands/generate/next-lock.ts";
import { renderProject } from "../../../src/commands/project/render-project.ts";
import { parseConfig } from "../../../src/project/config/parse-config.ts";
import { parseLock } from "../../../src/project/lock/parse-lock.ts";
import { serializeLock } from "../../../src/project/lock/serialize-lock.ts";
import type { Manifest } from "../../../src/project/manifest/manifest.ts";
import { parseManifest } from "../../../src/project/manifest/parse-manifest.ts";
import { runCli } from "../../support/run-cli.ts";
import { type TempProject, tempProject } from "../../support/temp-project.ts";

const repository = join(import.meta.dirname, "../../..");
const tsx = pathToFileURL(join(repository, "node_modules/tsx/dist/loader.mjs")).href;
const driver = `"${process.execPath}" --import "${tsx}" "${join(repository, "src/cli/main.ts")}" merge-driver --base %O --ours %A --theirs %B --path %P`;

const input = { libraries: { numpy: "*", pandas: "*" } };
const manifestFile = "src/py/manifest.json";
const versions: Record<string, string> = { grpcio: "1.80.0", numpy: "2.4.6", pandas: "3.0.1" };

let project: TempProject;

/** Every style of merge by git: with markers that show the ancestor or not, and by the driver. */
const styles = ["merge", "diff3", "zdiff3", "driver"] as const;

async function git(...args: string[]): Promise<{ exitCode?: number; all?: string }> {
  const result = await execa("git", ["-c", "user.name=a", "-c", "user.email=a@example.org", ...args], {
    cwd: project.root,
    reject: false,
    all: true,
    env: { GIT_CONFIG_GLOBAL: "", GIT_CONFIG_NOSYSTEM: "1", GIT_EDITOR: "true" },
  });
  return { exitCode: result.exitCode ?? -1, all: result.all as string };
}

async function commit(message: string): Promise<void> {
  await git("add", "-A");
  expect((await git("commit", "-qm", message)).exitCode).toBe(0);
}

/** The project as `generate` leaves it for these names and packages. */
async function generateFor(
  names: readonly string[],
  packages: readonly string[],
  platform: string,
): Promise<void> {
  const config = parseConfig(input, project.path("snakebridge.config.json"));
  const manifest: Manifest = {
    format: 1,
    libraries: Object.fromEntries(
      packages
        .filter((each) => each !== "grpcio")
        .map((each) => [each, { distribution: each, version: versions[each]! }]),
    ),
    symbols: Object.fromEntries([
      ["numpy:", { kind: "module" }],
      ...names.map((name) => [
        `numpy:${name}`,
        { kind: "function", signature: { parameters: [], tier: "signature" } },
      ]),
    ]),
  };
  const lock = nextLock(config, {
    default: {
      python: { requirement: ">=3.10", version: "3.11.7" },
      requirements: packages.map((each) => `${each}>=1`),
      packages: packages.map((name) => ({
        name,
        version: versions[name]!,
        hashes: [`sha256:${"0".repeat(64)}`],
      })),
      platforms: { [platform]: { tags: platform, accelerator: { kind: "cpu" } } },
    },
  });
  const files = renderProject([{ config, manifest }]);
  await project.write({
    ...Object.fromEntries(files.map(({ path, content }) => [path, content])),
    "snakebridge.lock": serializeLock(lock),
  });
}

/** Ours adds a name, a platform and nothing else; theirs adds others, a package, and removes a name. */
async function makeBranches(style: (typeof styles)[number]): Promise<void> {
  await project.write({ "snakebridge.config.json": JSON.stringify(input), "src/main.ts": "export {};\n" });
  expect((await git("init", "-qb", "main")).exitCode).toBe(0);
  if (style === "driver") {
    const { exitCode, stderr } = await runCli(project.root, ["init", "--merge-driver"]);
    expect(exitCode, stderr).toBe(0);
    await git("config", "merge.snakebridge.driver", driver);
  } else await git("config", "merge.conflictStyle", style);
  await generateFor(["mean", "median", "std"], ["grpcio", "numpy"], "linux-x86_64-gnu");
  await commit("base");
  await git("checkout", "-qb", "theirs");
  await generateFor(["mean", "mode", "std", "sum"], ["grpcio", "numpy", "pandas"], "windows-x86_64");
  await commit("theirs");
  await git("checkout", "-q", "main");
  await generateFor(["max", "mean", "median", "min", "std"], ["grpcio", "numpy"], "macos-arm64");
  await commit("ours");
}

beforeEach(async () => {
  project = await tempProject();
});

describe.each(styles)("a merge by git, %s", (style) => {
  beforeEach(() => makeBranches(style));

  it.each([["merge"], ["rebase"]])("%s: keeps the additions of both sides", async (how) => {
    const { exitCode, all } = await git(how, how === "merge" ? "--no-edit" : "-q", "theirs");
    const [manifestText, lockText] = [
      await project.read(manifestFile),
      await project.read("snakebridge.lock"),
    ];
    if (style === "driver") expect(exitCode, all).toBe(0);
    else expect(manifestText).toContain("<<<<<<<");

    const manifest = parseManifest(manifestText, manifestFile);
    const names = Object.keys(manifest.symbols);
    expect(names).toEqual(
      expect.arrayContaining(["numpy:max", "numpy:mean", "numpy:min", "numpy:mode", "numpy:sum"]),
    );
    // With the ancestor, names that one side removed stay removed.
    if (style === "driver") expect(names).not.toContain("numpy:median");
    expect(Object.keys(manifest.libraries)).toEqual(["numpy", "pandas"]);

    const lock = parseLock(lockText, "snakebridge.lock");
    const { packages, platforms, requirements } = lock.environments.default!;
    expect(packages.map(({ name }) => name)).toEqual(["grpcio", "numpy", "pandas"]);
    expect(requirements).toEqual(["grpcio>=1", "numpy>=1", "pandas>=1"]);
    expect(Object.keys(platforms)).toEqual(expect.arrayContaining(["macos-arm64", "windows-x86_64"]));
    if (style === "driver") expect(serializeLock(lock)).toBe(lockText);
  });
});
