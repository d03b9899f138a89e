import { mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { execa } from "execa";

export const fixtures: string = join(import.meta.dirname, "../../fixtures");

export interface FixturePython {
  readonly python: string;
  remove(): Promise<void>;
}

/** An environment in which the packages under `fixtures/<hazard>/pkg` can be imported, and nothing else. */
export async function fixturePython(python: string): Promise<FixturePython> {
  const folder = await mkdtemp(join(tmpdir(), "snakebridge-fixtures-"));
  await execa(python, ["-m", "venv", "--without-pip", folder]);
  const onWindows = process.platform === "win32";
  const inside = join(folder, onWindows ? "Scripts/python.exe" : "bin/python");
  const { stdout } = await execa(inside, ["-c", "import sysconfig; print(sysconfig.get_path('purelib'))"]);
  const hazards = await readdir(fixtures);
  const packages = hazards.map((hazard) => join(fixtures, hazard, "pkg"));
  await writeFile(join(stdout, "fixtures.pth"), `${packages.join("\n")}\n`);
  return { python: inside, remove: () => rm(folder, { recursive: true, force: true }) };
}
