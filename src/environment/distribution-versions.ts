import { readdir } from "node:fs/promises";
import { dirname, join } from "node:path";
import { normalizeDistribution } from "../config/python-names.ts";
import { readTextIfExists } from "../files/read-text.ts";

/** An installed distribution, as its own metadata describes it. */
export interface InstalledDistribution {
  /** Normalized: `scikit-learn`. */
  readonly name: string;
  readonly version: string;
  /** Top-level modules and packages that it provides, sorted: `["sklearn"]`. */
  readonly modules: readonly string[];
  /** Its `.dist-info` folder. */
  readonly metadata: string;
}

/** Versions of the distributions in the environment of an interpreter, by normalized name. Starts no process. */
export async function distributionVersions(python: string): Promise<ReadonlyMap<string, string>> {
  const versions = new Map<string, string>();
  for (const { name, version } of await metadataFolders(python)) versions.set(name, version);
  return versions;
}

/** The distributions in the environment of an interpreter, with the modules that each provides. Starts no process. */
export async function installedDistributions(python: string): Promise<InstalledDistribution[]> {
  const found = await metadataFolders(python);
  return await Promise.all(
    found.map(async ({ path, name, version }) => ({
      name,
      version,
      modules: await providedModules(path),
      metadata: path,
    })),
  );
}

/** Files that a distribution installs, one a line: `sklearn/__init__.py,sha256=…,123`. */
async function providedModules(metadata: string): Promise<string[]> {
  const record = (await readTextIfExists(join(metadata, "RECORD"))) ?? "";
  const modules = new Set<string>();
  for (const line of record.split(/\r?\n/)) {
    const path = line.replace(/^"/, "").replace(/[,"].*$/, "");
    const match = /^([A-Za-z_]\w*)(?:\/.*\.(?:py|pyi|so|pyd)|(?:\.[\w-]+)*\.(?:py|so|pyd))$/.exec(path);
    if (match?.[1]) modules.add(match[1]);
  }
  return [...modules].sort();
}

interface MetadataFolder {
  readonly path: string;
  readonly name: string;
  readonly version: string;
}

/** The `name-version.dist-info` folders of an environment, by name. */
async function metadataFolders(python: string): Promise<MetadataFolder[]> {
  const folders: MetadataFolder[] = [];
  for (const sitePackages of await sitePackagesBeside(python)) {
    for (const entry of await readdir(sitePackages).catch(() => [])) {
      const [, name, version] = /^(.+)-([^-]+)\.dist-info$/.exec(entry) ?? [];
      if (name && version)
        folders.push({ path: join(sitePackages, entry), name: normalizeDistribution(name), version });
    }
  }
  return folders.sort((a, b) => (a.name < b.name ? -1 : 1));
}

async function sitePackagesBeside(python: string): Promise<string[]> {
  const environment = dirname(dirname(python));
  if (process.platform === "win32") return [join(environment, "Lib", "site-packages")];
  const lib = join(environment, "lib");
  const versions = await readdir(lib).catch(() => []);
  return versions
    .filter((name) => /^python3\.\d+t?$/.test(name))
    .map((name) => join(lib, name, "site-packages"));
}
