import { resolve } from "node:path";
import { DiagnosticError } from "../diagnostics/diagnostic.ts";
import type { Config } from "../project/config/config.ts";
import type { Installer } from "./installer.ts";
import { findPip } from "./pip/find-pip.ts";
import { pipInstaller } from "./pip/pip-installer.ts";
import { installPackages, makeEnvironment } from "./uv/build-environment.ts";
import { choosePython } from "./uv/choose-python.ts";
import { fetchUv } from "./uv/fetch-uv.ts";
import { findUv } from "./uv/find-uv.ts";
import { resolvePackages } from "./uv/resolve-packages.ts";
import type { Uv, Work } from "./uv/uv.ts";

/**
 * Returns uv, fetched if necessary; if that is not possible, pip, with a note. A named uv that does not work, or a fetched
 * uv with another hash, is an error: nothing replaces it.
 */
export async function findInstaller(config: Config, work: Work): Promise<Installer> {
  const uv = await findUv(config);
  if (uv) return uvInstaller(uv);
  const interpreter = config.interpreter && resolve(config.root, config.interpreter);
  try {
    const { progress, offline } = work;
    return uvInstaller(await fetchUv({ progress, offline, interpreter }));
  } catch (error) {
    const reason = error instanceof DiagnosticError ? error.diagnostics[0] : undefined;
    const canDoWithout = reason?.code === "SB3003" || reason?.code === "SB3007";
    const pip = canDoWithout ? await findPip(work.cwd, interpreter) : undefined;
    if (!pip) throw error;
    work.progress.note(
      `${reason?.message} Using pip ${pip.version}: it locks for this platform and Python only`,
    );
    return pipInstaller(pip);
  }
}

function uvInstaller(uv: Uv): Installer {
  return {
    removesPackages: true,
    choosePython: (config, before, work) => choosePython(uv, config, before, work),
    resolve: (config, python, before, work) => resolvePackages(uv, config, python, before, work),
    makeEnvironment: (config, python, folder, work) => makeEnvironment(uv, config, python, folder, work),
    install: (config, packages, folder, work) => installPackages(uv, config, packages, folder, work),
  };
}
