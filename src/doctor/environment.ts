import type { EnvironmentReport } from "../environment/inspect-environment.ts";
import type { LockedAccelerator } from "../lock/lock.ts";
import { broken, type Finding, ok, warning } from "./finding.ts";

const generate = "npx snakebridge generate";

/** Says what there is to run Python with, and whether the environment is ready. */
export function describeEnvironment(report: EnvironmentReport, python: string): readonly Finding[] {
  return [
    describeUv(report),
    describePythons(report, python),
    describeState(report.environment),
    describeAccelerators(report),
  ];
}

function describeUv({ uv, findings }: EnvironmentReport): Finding {
  if (uv)
    return ok("uv", `${uv.version}, ${uv.source === "PATH" ? "on PATH" : `from ${uv.source}`}: ${uv.path}`);
  const problem = findings.find(({ code }) => code === "SB3003");
  return problem
    ? broken("uv", problem.message, problem.fix ?? generate)
    : warning("uv", "not found; a pinned copy is fetched when it is needed", generate);
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

function describeAccelerators({ accelerator, findings }: EnvironmentReport): Finding {
  const missing = findings.find(({ code }) => code === "SB3011");
  return missing
    ? broken("Accelerator", missing.message, missing.fix ?? generate)
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
      return `${[`${name}: ${versions.join(", ")}`, devices.join(", ") || "no device answers"].join("; ")}${able}`;
    }
  }
}
