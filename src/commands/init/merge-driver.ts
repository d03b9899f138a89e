import type { Config } from "../../project/config/config.ts";
import { environmentsOf } from "../../project/config/environments.ts";
import { runTool } from "../../system/processes/run-tool.ts";
import { manifestPath } from "../project/project-state.ts";

const driver = "npx --no-install snakebridge merge-driver --base %O --ours %A --theirs %B --path %P";

/** git's configuration in each clone. The committed `.gitattributes` selects the files. */
const settings: Readonly<Record<string, string>> = {
  "merge.snakebridge.name": "merges snakebridge manifests and locks",
  "merge.snakebridge.driver": driver,
  // Generated files follow from the manifest: the next `generate` writes them again.
  "merge.snakebridge-generated.name": "keeps snakebridge's generated files until the next generate",
  "merge.snakebridge-generated.driver": "true",
};

/** Configures git to merge generated files. Returns a hint if that was not possible. */
export async function installMergeDriver(root: string): Promise<string | undefined> {
  for (const [name, value] of Object.entries(settings)) {
    const { ok, stderr } = await runTool("git", ["config", "--local", name, value], {
      cwd: root,
      timeoutMs: 20_000,
    });
    if (!ok)
      return `git could not be configured to merge generated files: ${stderr.trim() || "it does not run"}`;
  }
  return undefined;
}

/** Returns lines for .gitattributes; the file does not apply to a lock above the project's folder. */
export function mergeAttributeLines(config: Config): readonly string[] {
  const { output, lock } = config;
  return [
    `${output}/** merge=snakebridge-generated`,
    ...environmentsOf(config).map((each) => `${manifestPath(each)} merge=snakebridge`),
    ...(lock.startsWith("..") ? [] : [`${lock} merge=snakebridge`]),
  ];
}
