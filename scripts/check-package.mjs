// Packs the package as npm would publish it, and holds the tarball against publint and arethetypeswrong.
import { mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { localBin, run } from "./set-up.mjs";

const folder = await mkdtemp(join(tmpdir(), "snakebridge-pack-"));
try {
  await run("npm", ["pack", "--silent", "--pack-destination", folder], {
    shell: process.platform === "win32",
  });
  const [name] = await readdir(folder);
  const tarball = join(folder, name);
  await run(process.execPath, [localBin("publint", "publint"), tarball, "--strict"]);
  await run(process.execPath, [localBin("@arethetypeswrong/cli", "attw"), tarball, "--profile", "esm-only"]);
} finally {
  await rm(folder, { recursive: true, force: true });
}
