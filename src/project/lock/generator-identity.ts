import { createHash } from "node:crypto";
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/** Which generator wrote a project's files. */
export interface GeneratorIdentity {
  readonly version: string;
  /** Over everything that decides the content of generated files and the environment. */
  readonly hash: string;
}

const sources = ["proto", "python/src", "src"];
/** Parts of `src/` that decide nothing about what `generate` writes. */
const withoutInfluence =
  /^src\/(cli|commands\/(check|doctor|init|ledger|lookup|prune)|diagnostics|facts\/api-diff|hosts|runtime|system\/files)\//;

const packageRoot = join(import.meta.dirname, "../../..");
const builtIdentity = join(packageRoot, "dist/generator.json");
const runsFromSources = import.meta.filename.endsWith(".ts");

let known: GeneratorIdentity | undefined;

/** The identity of this generator: from the file that the build has made, or computed where the sources run. */
export function generatorIdentity(): GeneratorIdentity {
  known ??= runsFromSources
    ? identityOf(packageRoot)
    : (JSON.parse(readFileSync(builtIdentity, "utf8")) as GeneratorIdentity);
  return known;
}

/** Called by the build, whose result has no sources beside it. */
export function writeGeneratorIdentity(): void {
  writeFileSync(builtIdentity, `${JSON.stringify(identityOf(packageRoot))}\n`);
}

/** @internal Sources, not compiled output: so it is the same in a clone, in the package, and under a test runner. */
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

/** Paths relative to `root`, sorted; compiled Python and files of other tools are no sources. */
function filesBelow(root: string, folder: string): string[] {
  return readdirSync(join(root, folder), { recursive: true, encoding: "utf8" })
    .map((path) => `${folder}/${path.replaceAll("\\", "/")}`)
    .filter((path) => /\.(ts|py|proto)$/.test(path) && !withoutInfluence.test(path))
    .sort();
}
