import { chmod, mkdir, mkdtemp, readdir, realpath, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { execa } from "execa";
import { afterAll, beforeAll, expect, it } from "vitest";
import { openProject, type TempProject } from "../../support/temp-project.ts";

/* What is generated depends on sources, configuration and environment alone, wherever and whenever that is done. */

const cli = join(import.meta.dirname, "../../../dist/cli/main.js");
const shim = pathToFileURL(join(import.meta.dirname, "../../support/other-machine.mjs")).href;
const nobody = 65534;

const sources = {
  "snakebridge.config.json": JSON.stringify({
    libraries: { collections: true, decimal: true, json: true, statistics: true, string: true },
  }),
  "src/main.ts": `import { Counter } from "#py/collections";
import { Decimal, getcontext } from "#py/decimal";
import * as json from "#py/json";
import { mean, NormalDist, quantiles } from "#py/statistics";
export const all = [Counter, Decimal, getcontext, json.dumps, json.decoder.JSONDecoder, mean, NormalDist, quantiles];
`,
  "src/deep/er/more.ts": 'export { Template, capwords, digits } from "#py/string";\n',
  "src/other.tsx": 'import { median } from "#py/statistics";\nexport const m = median([1]);\n',
};

let folder: string;
let project: TempProject;
let golden: Readonly<Record<string, string>>;

interface Machine {
  readonly env?: Readonly<Record<string, string>>;
  readonly cwd?: string;
  readonly uid?: number;
  readonly carriageReturns?: boolean;
}

const machines: readonly (readonly [name: string, machine: Machine])[] = [
  ...["0", "1", "4294967295"].map(
    (seed) => [`hash seed ${seed}`, { env: { PYTHONHASHSEED: seed } }] as const,
  ),
  ...["UTC", "Asia/Kathmandu", "America/St_Johns"].map(
    (zone) => [`TZ ${zone}`, { env: { TZ: zone } }] as const,
  ),
  ...["C", "tr_TR.UTF-8", "de_DE.ISO-8859-1"].map(
    (lang) => [`LANG ${lang}`, { env: { LANG: lang, LC_ALL: lang } }] as const,
  ),
  ["an empty HOME", { env: { HOME: "/nonexistent", XDG_CACHE_HOME: join(tmpdir(), "no-such-folder") } }],
  ["1970", { env: { OTHER_YEAR: "1970" } }],
  ["2100", { env: { OTHER_YEAR: "2100" } }],
  ["umask 077", { env: { OTHER_UMASK: "077" } }],
  ["umask 000", { env: { OTHER_UMASK: "000" } }],
  ["folders listed backwards", { env: { BACKWARDS: "1" } }],
  ["a folder below", { cwd: "src/deep" }],
  ["another user", { uid: nobody, env: { HOME: "/nonexistent" } }],
  ["line ends of Windows", { carriageReturns: true }],
  ["Python's own settings", { env: { PYTHONOPTIMIZE: "2", PYTHONUTF8: "0", PYTHONWARNINGS: "error" } }],
  ["a wide terminal", { env: { COLUMNS: "400", FORCE_COLOR: "1", CI: "true" } }],
];

beforeAll(async () => {
  folder = await realpath(await mkdtemp(join(tmpdir(), "snakebridge-test-")));
  await chmod(folder, 0o755);
  project = openProject(join(folder, "project"));
  golden = await generateOn({});
});
afterAll(() => rm(folder, { recursive: true, force: true }));

async function removeAllBut(names: readonly string[], path: string): Promise<void> {
  for (const name of await readdir(path))
    if (!names.includes(name)) await rm(join(path, name), { recursive: true });
}

/** Generates with the environment only, and returns all files. */
async function generateOn({ env = {}, cwd = ".", uid, carriageReturns }: Machine) {
  // Another user may not recreate the environment; the lock shows that it is complete.
  const kept = [".snakebridge", ...(uid === undefined ? [] : ["snakebridge.lock"])];
  await mkdir(project.path(".snakebridge"), { recursive: true });
  await removeAllBut(kept, project.root);
  await removeAllBut(["environments"], project.path(".snakebridge"));
  for (const [path, text] of Object.entries(sources))
    await project.write({ [path]: carriageReturns ? text.replaceAll("\n", "\r\n") : text });
  if (uid !== undefined) await execa("chown", ["-R", `${uid}`, project.root]);
  const { exitCode, stderr } = await execa(process.execPath, [`--import=${shim}`, cli, "generate"], {
    cwd: project.path(cwd),
    env,
    reject: false,
    ...(uid === undefined ? {} : { uid, gid: uid }),
  });
  if (uid !== undefined) await execa("chown", ["-R", `${process.getuid?.()}`, project.root]);
  expect(exitCode, stderr).toBe(0);
  return Object.fromEntries(
    Object.entries(await project.snapshot()).filter(
      ([path]) => path.startsWith("src/py/") || path === "snakebridge.lock",
    ),
  );
}

/** Only root can run as another user, who must be allowed to run the environment's Python. */
async function canBe(uid: number): Promise<boolean> {
  if (process.getuid?.() !== 0) return false;
  const python = project.path(".snakebridge/environments/default/bin/python");
  return !(await execa(python, ["-c", ""], { uid, gid: uid, reject: false })).failed;
}

it.for(machines)("generates the same on a machine with %s", async ([, machine], { skip }) => {
  if (machine.uid !== undefined && !(await canBe(machine.uid))) skip();
  expect(Object.keys(golden)).toContain("src/py/json/decoder.ts");
  expect(await generateOn(machine)).toEqual(golden);
});
