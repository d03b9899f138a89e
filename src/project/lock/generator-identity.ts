import { createHash } from "node:crypto";
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/** Identifies the generator that wrote a project's files. */
export interface GeneratorIdentity {
  readonly version: string;
  /** Hash of everything that decides the content of generated files and the environment. */
  readonly hash: string;
}

const sources = ["proto", "python/src", "src"];
/** Parts of `src/` that do not influence what `generate` writes. */
const withoutInfluence =
  /^src\/(cli|commands\/(check|doctor|init|ledger|lookup|prune)|diagnostics|facts\/api-diff|hosts|runtime|system\/files)\//;

const packageRoot = join(import.meta.dirname, "../../..");
const builtIdentity = join(packageRoot, "dist/generator.json");
const runsFromSources = import.meta.filename.endsWith(".ts");

let known: GeneratorIdentity | undefined;

/** Returns this generator's identity: from the file that the build wrote, or computed when the sources run. */
export function generatorIdentity(): GeneratorIdentity {
  known ??= runsFromSources
    ? identityOf(packageRoot)
    : (JSON.parse(readFileSync(builtIdentity, "utf8")) as GeneratorIdentity);
  return known;
}

/** Writes the identity to a file. The build calls it, because its output has no sources to compute it from. */
export function writeGeneratorIdentity(): void {
  writeFileSync(builtIdentity, `${JSON.stringify(identityOf(packageRoot))}\n`);
}

/** @internal Hashes sources, not compiled output, so that a clone, the package and a test runner have the same identity. */
export function identityOf(root: string): GeneratorIdentity {
  const { version } = JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as { version: string };
  const hash = createHash("sha256");
  for (const folder of sources) {
    for (const path of filesBelow(root, folder)) {
      // A checkout on Windows may have CRLF.
      const content = readFileSync(join(root, path), "utf8").replaceAll("\r\n", "\n");
      hash.update(JSON.stringify([path, content]));
    }
  }
  return { version, hash: `sha256:${hash.digest("hex")}` };
}

/** Returns sorted paths relative to `root`, without compiled Python and other tools' files. */
function filesBelow(root: string, folder: string): string[] {
  return readdirSync(join(root, folder), { recursive: true, encoding: "utf8" })
    .map((path) => `${folder}/${path.replaceAll("\\", "/")}`)
    .filter((path) => /\.(ts|py|proto)$/.test(path) && !withoutInfluence.test(path))
    .sort();
}
