import type { LockedPackage } from "../../project/lock/lock.ts";
import { comparePackages } from "../../project/lock/serialize-lock.ts";

const entry =
  /^(?<name>[A-Za-z0-9][A-Za-z0-9._-]*)==(?<version>[^\s;]+)(?:\s*;\s*(?<marker>.*?))?(?<hashes>(?:\s+--hash=\S+)*)$/;

/**
 * Reads the output of `uv pip compile --generate-hashes`: `name==version ; marker \` and one `--hash=` per line.
 *
 * @throws Error for any other line: a lock holds only packages that can be installed by name and hash.
 */
export function parseResolution(text: string): LockedPackage[] {
  const logicalLines = text.replace(/\\\r?\n/g, " ").split(/\r?\n/);
  const packages: LockedPackage[] = [];
  for (const line of logicalLines.map((one) => one.trim())) {
    if (line === "" || line.startsWith("#")) continue;
    const { name, version, marker, hashes } = entry.exec(line)?.groups ?? {};
    if (!name || !version || !hashes)
      throw new Error(`not a pinned package with hashes: ${line.slice(0, 200)}`);
    packages.push({
      name,
      version,
      ...(marker ? { marker: marker.trim() } : {}),
      hashes: hashes.trim().replaceAll("--hash=", "").split(/\s+/).sort(),
    });
  }
  return packages.sort(comparePackages);
}

/** Renders packages as a requirements file: with hashes for an installation, without for a resolution's preferences. */
export function renderRequirements(
  packages: readonly LockedPackage[],
  { hashes }: { hashes: boolean },
): string {
  const lines = packages.map((one) => {
    const pin = `${one.name}==${one.version}${one.marker ? ` ; ${one.marker}` : ""}`;
    return hashes ? [pin, ...one.hashes.map((hash) => `    --hash=${hash}`)].join(" \\\n") : pin;
  });
  return lines.map((line) => `${line}\n`).join("");
}
