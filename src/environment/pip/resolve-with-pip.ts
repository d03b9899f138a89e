import { readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";
import { DiagnosticError, diagnostic } from "../../diagnostics/diagnostic.ts";
import type { Config } from "../../project/config/config.ts";
import { normalizeDistribution } from "../../project/config/python-names.ts";
import { compareReleases } from "../../project/config/python-requirement.ts";
import { uploadCutoff } from "../../project/config/upload-cutoff.ts";
import type { LockedEnvironment, LockedPackage } from "../../project/lock/lock.ts";
import { comparePackages } from "../../project/lock/serialize-lock.ts";
import type { ToolResult } from "../../system/processes/run-tool.ts";
import { requirementsOf } from "../packages/requirements.ts";
import { renderRequirements } from "../packages/requirements-text.ts";
import type { Upgrade } from "../packages/upgrade.ts";
import type { Interpreter } from "../python/interpreter.ts";
import { packagesToKeep, type Resolution } from "../uv/resolve-packages.ts";
import type { Work } from "../uv/uv.ts";
import { explainPipFailure } from "./explain-pip-failure.ts";
import type { Pip } from "./find-pip.ts";
import { runPip } from "./run-pip.ts";

/** The part of pip's installation report that a lock needs. */
const reportSchema = z.object({
  install: z.array(
    z.object({
      metadata: z.object({ name: z.string(), version: z.string() }),
      download_info: z.object({
        archive_info: z.object({ hashes: z.object({ sha256: z.string().regex(/^[0-9a-f]{64}$/) }) }),
      }),
    }),
  ),
});

/** The first pip that can exclude later uploads. */
const firstWithCutoff = "26.0";

/**
 * Resolves versions with pip's resolver, with the hashes of the files for this Python and platform. Keeps locked versions
 * that still match.
 */
export async function resolveWithPip(
  pip: Pip,
  config: Config,
  interpreter: Interpreter,
  before: LockedEnvironment | undefined,
  { upgrade, ...work }: Work & { readonly upgrade?: Upgrade | undefined },
): Promise<Resolution> {
  const requirements = requirementsOf(config.libraries);
  work.progress.step(`Resolving ${requirements.length} packages with pip`);
  const kept = packagesToKeep(config, before, upgrade);
  const report = join(work.cwd, "report.json");
  const resolve = async (packages: readonly LockedPackage[]): Promise<ToolResult> => {
    const constraints = join(work.cwd, "constraints.txt");
    await rm(report, { force: true });
    await writeFile(constraints, renderRequirements(packages, { hashes: false }));
    const dry = ["--dry-run", "--ignore-installed", "--quiet", "--report", report, "-c", constraints];
    return await runPip(
      pip,
      interpreter.path,
      config,
      [...dry, ...cutoff(pip, config), ...requirements],
      work,
    );
  };
  let result = await resolve(kept);
  if (!result.ok && kept.length > 0) result = await resolve([]);
  if (!result.ok) throw new DiagnosticError(explainPipFailure(result, config, "resolve", work.offline));
  const { excludeNewer, accelerator, allow } = config;
  return {
    python: { requirement: config.python, version: interpreter.version },
    requirements,
    ...(excludeNewer === undefined ? {} : { excludeNewer }),
    ...(accelerator === undefined ? {} : { accelerator }),
    ...(allow.builds.length === 0 ? {} : { builds: allow.builds }),
    resolvedFor: interpreter.tags,
    packages: parseReport(await readFile(report, "utf8")),
  };
}

function parseReport(text: string): readonly LockedPackage[] {
  const { install } = reportSchema.parse(JSON.parse(text));
  return install
    .map(({ metadata, download_info }) => ({
      name: normalizeDistribution(metadata.name),
      version: metadata.version,
      hashes: [`sha256:${download_info.archive_info.hashes.sha256}`],
    }))
    .sort(comparePackages);
}

function cutoff({ version }: Pip, { excludeNewer }: Config): string[] {
  const moment = excludeNewer === undefined ? undefined : uploadCutoff(excludeNewer);
  if (moment === undefined) return [];
  if (compareReleases(version, firstWithCutoff) >= 0) return ["--uploaded-prior-to", moment];
  const message = `"excludeNewer" needs uv or pip ${firstWithCutoff}; found pip ${version}.`;
  throw new DiagnosticError(diagnostic("SB3003", message, { fix: "Install uv, or a newer pip." }));
}
