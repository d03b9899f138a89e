import { readdir } from "node:fs/promises";
import { dirname, join } from "node:path";
import { normalizeDistribution } from "../../project/config/python-names.ts";
import { readTextIfExists } from "../../system/files/read-text.ts";

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

/** An interpreter, and the folders of its packages if it belongs to an existing environment. */
export interface InstalledIn {
  readonly python: string;
  readonly existing?: { readonly sitePackages: readonly string[] } | undefined;
}

/** Returns the versions of the distributions in an environment, by normalized name. Starts no process. */
export async function distributionVersions(where: InstalledIn): Promise<ReadonlyMap<string, string>> {
  const versions = new Map<string, string>();
  for (const { name, version } of await metadataFolders(where)) {
    // Python imports the first on its path.
    if (!versions.has(name)) versions.set(name, version);
  }
  return versions;
}

/** Returns the distributions in an environment, with the modules that each provides. Starts no process. */
export async function installedDistributions(where: InstalledIn): Promise<InstalledDistribution[]> {
  const folders = await metadataFolders(where);
  return await Promise.all(
    folders.map(async ({ path, name, version }) => ({
      name,
      version,
      modules: await providedModules(path),
      metadata: path,
    })),
  );
}

/** Reads the modules from a distribution's list of files, one per line: `sklearn/__init__.py,sha256=…,123`. */
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

/** Returns the `name-version.dist-info` folders by name; older tools wrote `name-version-py3.11.egg-info`. */
export async function metadataFolders({ python, existing }: InstalledIn): Promise<MetadataFolder[]> {
  const folders: MetadataFolder[] = [];
  for (const sitePackages of existing?.sitePackages ?? (await sitePackagesBeside(python))) {
    for (const entry of await readdir(sitePackages).catch(() => [])) {
      const [, name, version] =
        /^(.+?)-([^-]+)(?:\.dist-info|(?:-py3(?:\.\d+)?)?\.egg-info)$/.exec(entry) ?? [];
      if (name && version)
        folders.push({ path: join(sitePackages, entry), name: normalizeDistribution(name), version });
    }
  }
  return folders.sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0));
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
