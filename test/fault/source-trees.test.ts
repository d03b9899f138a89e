import { spawn } from "node:child_process";
import { once } from "node:events";
import { chmod, chown, mkdir, readdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { execa } from "execa";
import { describe, expect, it } from "vitest";
import { loadConfig } from "../../src/project/config/load-config.ts";
import { scanProject } from "../../src/stages/scan/scan-project.ts";
import { generatedProject } from "../support/generated-project.ts";
import { tempProject } from "../support/temp-project.ts";

/* Trees of sources that are large, that change while they are read, or that may not be read. */

const cli = join(import.meta.dirname, "../../dist/cli/main.js");
/** A hundred sources each, and the megabytes in which they are scanned: much less than their texts have. */
const [folders, memory] = process.env.SNAKEBRIDGE_THOROUGH ? [1000, 200] : [100, 50];
const config = JSON.stringify({ libraries: { numpy: "*" } });
const uses = 'import { mean } from "#py/numpy";\n';

it(`${folders}00 sources are scanned in little memory`, { timeout: 600_000 }, async () => {
  const project = await tempProject({ "snakebridge.config.json": config, "src/50/use.ts": uses });
  const text = `export const a = "${"x".repeat(4000)}";\n`;
  for (let folder = 0; folder < folders; folder++) {
    await mkdir(project.path(`src/${folder}`), { recursive: true });
    await Promise.all(
      Array.from({ length: 100 }, (_, file) => writeFile(project.path(`src/${folder}/${file}.ts`), text)),
    );
  }
  // All texts together have 40 MB, with SNAKEBRIDGE_THOROUGH=1 400.
  const args = [`--max-old-space-size=${memory}`, "--max-semi-space-size=4", cli, "check", "--json"];
  const { stdout, stderr } = await execa(process.execPath, args, { cwd: project.root, reject: false });
  const { diagnostics } = JSON.parse(stdout || `{"diagnostics":${JSON.stringify(stderr)}}`);
  expect(diagnostics).toContainEqual(
    expect.objectContaining({ code: "SB1001", message: expect.stringContaining("numpy.mean") }),
  );
});

it("sources and folders that come and go while they are read are no findings", async () => {
  const project = await tempProject({ "snakebridge.config.json": config, "src/stays.ts": uses });
  const coming = `
    const { mkdirSync, writeFileSync, rmSync } = require("node:fs");
    for (let round = 0; ; round++) {
      for (let at = 0; at < 20; at++) {
        mkdirSync("src/f" + at, { recursive: true });
        for (let file = 0; file < 5; file++) writeFileSync("src/f" + at + "/" + file + ".ts", ${JSON.stringify(uses)});
      }
      for (let at = 0; at < 20; at++) rmSync("src/f" + at, { recursive: true });
      if (round === 0) console.log("running");
    }`;
  const other = spawn(process.execPath, ["-e", coming], {
    cwd: project.root,
    stdio: ["ignore", "pipe", "inherit"],
  });
  try {
    await once(other.stdout, "data");
    const loaded = await loadConfig({ cwd: project.root });
    for (let round = 0; round < 40; round++) {
      const { diagnostics, uses: found } = await scanProject(loaded);
      expect(diagnostics).toEqual([]);
      expect(found).toContainEqual(
        expect.objectContaining({ location: expect.objectContaining({ file: "src/stays.ts" }) }),
      );
    }
  } finally {
    other.kill("SIGKILL");
  }
});

// Root may read everything; nobody has to be able to read at least this repository.
const ordinary = process.getuid?.() === 0 ? { uid: 65_534, gid: 65_534 } : {};
const { failed: isClosed } = await execa(process.execPath, [cli, "--version"], {
  reject: false,
  ...ordinary,
});

describe.skipIf(process.platform === "win32" || isClosed)("to an ordinary user", () => {
  async function check(root: string): Promise<{ exitCode: number; found: string[] }> {
    for (const name of ["", ...(await readdir(root, { recursive: true }))])
      if (ordinary.uid !== undefined) await chown(join(root, name), ordinary.uid, ordinary.gid);
    const { stdout } = await execa(process.execPath, [cli, "check", "--json"], {
      cwd: root,
      reject: false,
      ...ordinary,
    });
    const { exitCode, diagnostics } = JSON.parse(stdout);
    const found = diagnostics.map(
      ({ code, message, location }: { code: string; message: string; location?: { file: string } }) =>
        `${location?.file}: ${code} ${message}`,
    );
    return { exitCode, found };
  }

  it("closed sources and folders are named, and the others are scanned", async () => {
    const project = await generatedProject({
      "src/secret.ts": "",
      "src/closed/a.ts": "",
      "src/b.ts": 'import { ptp } from "#py/numpy";\n',
    });
    await chmod(project.path("src/secret.ts"), 0);
    await chmod(project.path("src/closed"), 0);
    const { exitCode, found } = await check(project.root);
    await chmod(project.path("src/closed"), 0o755);
    expect(exitCode).toBe(1);
    expect(found).toEqual(
      expect.arrayContaining([
        "src/closed: SB1006 The scanner skipped this: permission denied.",
        "src/secret.ts: SB1006 The scanner skipped this: permission denied.",
        expect.stringContaining("SB1001"),
      ]),
    );
  });

  it.each([
    ["src/py/manifest.json", "SB5004 src/py/manifest.json cannot be read: permission denied."],
    ["snakebridge.lock", "SB5005 snakebridge.lock cannot be read: permission denied."],
    ["src/py/numpy.ts", "src/py/numpy.ts cannot be read: permission denied."],
  ])("%s that may not be read is named", async (path, message) => {
    const project = await generatedProject();
    await chmod(project.path(path), 0);
    const { exitCode, found } = await check(project.root);
    expect(exitCode).toBe(2);
    expect(found).toEqual([expect.stringContaining(message)]);
  });
});
