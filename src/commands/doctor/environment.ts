import type { EnvironmentReport } from "../../environment/inspect-environment.ts";
import type { Config } from "../../project/config/config.ts";
import type { LockedAccelerator } from "../../project/lock/lock.ts";
import { defaultEnvironment } from "../../shared/environment-record.ts";
import { broken, type Finding, ok, warning } from "./finding.ts";

const generate = "npx snakebridge generate";

/** One environment of a project with its report. */
export interface InspectedEnvironment {
  readonly config: Pick<Config, "environment" | "python">;
  readonly report: EnvironmentReport;
}

/** Describes uv, the interpreters, the state of the environments, and the accelerators. */
export function describeEnvironments(
  environments: readonly [InspectedEnvironment, ...InspectedEnvironment[]],
): readonly Finding[] {
  const [{ report }] = environments;
  return [
    describeUv(report),
    ...environments.flatMap(describeEnvironment),
    ...environments.flatMap((each, index) => (index === 0 || lacks(each) ? describeAccelerators(each) : [])),
  ];
}

function describeEnvironment({ config, report }: InspectedEnvironment): readonly Finding[] {
  const findings = [describePythons(report, config.python), describeState(report.environment)];
  return findings.map((finding) => ofEnvironment(finding, config));
}

function ofEnvironment(finding: Finding, { environment }: InspectedEnvironment["config"]): Finding {
  return environment === defaultEnvironment
    ? finding
    : { ...finding, subject: `${finding.subject} (${environment})` };
}

function describeUv({ uv, findings }: EnvironmentReport): Finding {
  if (uv)
    return ok("uv", `${uv.version}, ${uv.source === "PATH" ? "on PATH" : `from ${uv.source}`}: ${uv.path}`);
  const problem = findings.find(({ code }) => code === "SB3003");
  return problem
    ? broken("uv", problem.message, problem.fix ?? generate)
    : warning("uv", "not found; snakebridge fetches a pinned copy when it needs one", generate);
}

function describePythons({ pythons, environment }: EnvironmentReport, requirement: string): Finding {
  const list = pythons.map(({ version }) => version).join(", ");
  if (pythons.some(({ usable }) => usable) || environment.state === "ready")
    return ok("Python", `${list || environment.version}; ${requirement} is required`);
  const fix = `Install a Python ${requirement}, or let uv fetch one: ${generate}`;
  return warning("Python", list ? `${list}; ${requirement} is required` : "not found", fix);
}

function describeState({ state, python, version }: EnvironmentReport["environment"]): Finding {
  return state === "ready"
    ? ok("Environment", `ready, Python ${version}: ${python}`)
    : broken("Environment", state, generate);
}

function lacks({ report }: InspectedEnvironment): boolean {
  return report.findings.some(({ code }) => code === "SB3011");
}

function describeAccelerators({ config, report }: InspectedEnvironment): Finding {
  const { accelerator, findings } = report;
  const missing = findings.find(({ code }) => code === "SB3011");
  return missing
    ? ofEnvironment(broken("Accelerator", missing.message, missing.fix ?? generate), config)
    : ok("Accelerator", describeAccelerator(accelerator));
}

function describeAccelerator(accelerator: LockedAccelerator): string {
  switch (accelerator.kind) {
    case "cpu":
      return "none: CPU";
    case "mps":
      return "MPS (Apple silicon)";
    case "cuda":
    case "rocm": {
      const { kind, driver, runtime, devices, capabilities = [] } = accelerator;
      const name = kind.toUpperCase();
      const versions = [
        ...(driver ? [`driver ${driver}`] : []),
        ...(runtime ? [kind === "cuda" ? `serves CUDA ${runtime}` : `ROCm ${runtime}`] : []),
      ];
      const able = capabilities.length > 0 ? ` (${capabilities.join(", ")})` : "";
      return `${[`${name}: ${versions.join(", ")}`, devices.join(", ") || "no device responds"].join("; ")}${able}`;
    }
  }
}
