import { dirname, join, resolve } from "node:path";
import { count } from "../../diagnostics/count.ts";
import { DiagnosticError } from "../../diagnostics/diagnostic.ts";
import { inspectEnvironment } from "../../environment/inspect-environment.ts";
import type { Config } from "../../project/config/config.ts";
import { environmentsOf } from "../../project/config/environments.ts";
import { findTypeshed } from "../../stages/introspect/find-typeshed.ts";
import { readTextIfExists } from "../../system/files/read-text.ts";
import { stubDisagreements } from "../generate/disagreements.ts";
import { defaultOutput } from "../init/config-text.ts";
import { loadMergedConfig } from "../project/load-project.ts";
import { describeEnvironments, type InspectedEnvironment } from "./environment.ts";
import { broken, type Finding, ok } from "./finding.ts";
import { inspectNode } from "./node.ts";
import { inspectPackageJson } from "./package-json.ts";
import { inspectLock, inspectOutput } from "./project.ts";
import { describeDisagreements, inspectStubs } from "./stubs.ts";
import { inspectTypescript, readTypescriptSetup } from "./typescript.ts";

export interface DoctorOptions {
  readonly cwd: string;
  readonly config?: string;
}

/** Inspects everything that a project needs, changes nothing, and continues after a failure. */
export async function doctor(options: DoctorOptions): Promise<readonly Finding[]> {
  const configuration = await inspectConfig(options);
  const config = "libraries" in configuration ? configuration : undefined;
  const root = config?.root ?? resolve(options.cwd);
  const output = config?.output ?? defaultOutput;
  const findings = [
    inspectNode(process.versions.node),
    ...inspectTypescript(readTypescriptSetup(root)),
    inspectStubs(findTypeshed(root)),
    inspectPackageJson(await nearestPackageJson(root), output),
    config
      ? ok("Configuration", `${config.file}, ${count(librariesIn(config), "library", "libraries")}`)
      : (configuration as Finding),
  ];
  if (!config) return findings;
  const { finding, lock, manifests } = await inspectLock(config);
  const [first, ...others] = environmentsOf(config);
  const inspect = async (each: Config): Promise<InspectedEnvironment> => ({
    config: each,
    report: await inspectEnvironment(each, lock),
  });
  const reports: [InspectedEnvironment, ...InspectedEnvironment[]] = [await inspect(first)];
  for (const each of others) reports.push(await inspect(each));
  return [
    ...findings,
    await inspectOutput(config),
    finding,
    ...describeDisagreements(manifests.flatMap(stubDisagreements)),
    ...describeEnvironments(reports),
  ];
}

function librariesIn({ libraries, environments }: Config): number {
  return environments.reduce((sum, each) => sum + each.libraries.length, libraries.length);
}

async function inspectConfig(options: DoctorOptions): Promise<Config | Finding> {
  try {
    return await loadMergedConfig(options);
  } catch (error) {
    if (!(error instanceof DiagnosticError)) throw error;
    const messages = error.diagnostics.map(({ message }) => message).join(" ");
    return broken(
      "Configuration",
      messages,
      error.diagnostics[0]?.fix ?? "npx snakebridge check shows the places.",
    );
  }
}

/** Returns the text of the package.json whose `imports` apply to the project's sources. */
async function nearestPackageJson(root: string): Promise<string | undefined> {
  for (let folder = root; ; folder = dirname(folder)) {
    const text = await readTextIfExists(join(folder, "package.json"));
    if (text !== undefined || dirname(folder) === folder) return text;
  }
}
