// ruff, mypy, import-linter (which needs Python 3.11) and pytest for python/, in an environment of their own under .cache/.
import { execFileSync } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { built, progress } from "./built.mjs";
import { root } from "./set-up.mjs";

/** Makes the environment unless it is what requirements-dev.txt says; gives the interpreter's path. */
export async function pythonTools() {
  const { pythonOf } = await built("environment/folder/environment-folder.js");
  const folder = join(root, ".cache/python-tools");
  const python = pythonOf(folder);
  const requirements = join(root, "python/requirements-dev.txt");
  const stamp = join(folder, "requirements.txt");
  const wanted = await readFile(requirements, "utf8");
  if (existsSync(stamp) && (await readFile(stamp, "utf8")) === wanted && existsSync(python)) return python;

  const { findUv } = await built("environment/uv/find-uv.js");
  const { fetchUv } = await built("environment/uv/fetch-uv.js");
  const uv = (await findUv({ root })) ?? (await fetchUv({ progress }));
  const runUv = (...args) => execFileSync(uv.path, ["--no-config", ...args], { stdio: "inherit", cwd: root });
  await mkdir(join(root, ".cache"), { recursive: true });
  runUv("venv", "--quiet", "--clear", "--python", ">=3.11", folder);
  runUv("pip", "install", "--quiet", "--python", python, "-r", requirements);
  await writeFile(stamp, wanted);
  return python;
}
