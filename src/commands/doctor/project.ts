import { constants } from "node:fs";
import { access } from "node:fs/promises";
import { dirname, join } from "node:path";
import { DiagnosticError } from "../../diagnostics/diagnostic.ts";
import type { Config } from "../../project/config/config.ts";
import { generatorIdentity } from "../../project/lock/generator-identity.ts";
import type { Lock } from "../../project/lock/lock.ts";
import { optionsHash } from "../../project/lock/options-hash.ts";
import type { Manifest } from "../../project/manifest/manifest.ts";
import { lockFindings } from "../check/lock-findings.ts";
import { readProjectState } from "../project/project-state.ts";
import { broken, type Finding, ok, warning } from "./finding.ts";

const generate = "npx snakebridge generate";

/** Reports whether lock and manifests can be read and match the configuration. */
export async function inspectLock(config: Config): Promise<{
  finding: Finding;
  lock: Lock | undefined;
  manifests: readonly Manifest[];
}> {
  const subject = "Lock";
  try {
    const { environments, lock } = await readProjectState(config);
    const manifests = environments.map(({ manifest }) => manifest);
    if (!lock) return { finding: broken(subject, `${config.lock} is missing`, generate), lock, manifests };
    const now = { options: optionsHash(config), generator: generatorIdentity() };
    const [first] = lockFindings(lock, environments, config, now);
    const packages = Object.values(lock.environments).flatMap((each) => each.packages).length;
    return {
      finding: first
        ? warning(subject, first.message, first.fix ?? generate)
        : ok(subject, `${config.lock}, ${packages} packages`),
      lock,
      manifests,
    };
  } catch (error) {
    if (!(error instanceof DiagnosticError)) throw error;
    const [first] = error.diagnostics;
    return {
      finding: broken(subject, first?.message ?? error.message, first?.fix ?? generate),
      lock: undefined,
      manifests: [],
    };
  }
}

/** Reports whether generated files can be written. */
export async function inspectOutput({ root, output }: Config): Promise<Finding> {
  const subject = "Output folder";
  for (let folder = output; ; folder = dirname(folder)) {
    const code = await access(join(root, folder), constants.W_OK).then(
      () => undefined,
      (error: NodeJS.ErrnoException) => error.code,
    );
    if (code === undefined) return ok(subject, folder === output ? output : `${output}, not created yet`);
    if (code !== "ENOENT" || folder === ".")
      return broken(
        subject,
        `${folder} cannot be written (${code})`,
        `Give your user write permission for ${folder}.`,
      );
  }
}
