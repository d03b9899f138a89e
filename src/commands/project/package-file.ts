import { join } from "node:path";
import type { Config } from "../../project/config/config.ts";
import { readTextIfExists } from "../../system/files/read-text.ts";
import { isWithoutConfig } from "./load-project.ts";
import { changePackageJson } from "./project-files.ts";

/** Returns package.json with the `#py/*` entry for a project without configuration, where `init` has not added it. */
export async function packageFileFor(
  config: Config,
): Promise<readonly { readonly path: string; readonly content: string }[]> {
  if (!isWithoutConfig(config)) return [];
  const path = "package.json";
  const text = await readTextIfExists(join(config.root, path));
  return [{ path, content: changePackageJson(text, config.output, false).text }];
}
