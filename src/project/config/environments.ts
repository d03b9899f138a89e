import type { Diagnostic } from "../../diagnostics/diagnostic.ts";
import { defaultEnvironment } from "../../shared/environment-record.ts";
import type { Config } from "./config.ts";

/** Names that Windows does not allow for folders. */
const windowsDevice = /^(con|prn|aux|nul|com[0-9]|lpt[0-9])$/i;

/** Whether a name is valid for an environment: it is used in folders, import specifiers and command lines. */
export function isEnvironmentName(name: string): boolean {
  const isPlain = /^[a-z][a-z0-9_-]*$/i.test(name) && name.length <= 64;
  return isPlain && name.toLowerCase() !== defaultEnvironment && !windowsDevice.test(name);
}

/** Returns the folder of an environment's generated files inside the output folder; no Python module can have its name. */
export function environmentFolder(name: string): string {
  return `@${name}`;
}

/** Returns every environment of a project as a full configuration; without libraries, the default one only if it is alone. */
export function environmentsOf(config: Config): readonly [Config, ...Config[]] {
  const [first, ...others] = config.environments;
  if (first === undefined) return [config];
  return config.libraries.length > 0 ? [config, first, ...others] : [first, ...others];
}

/** Adds the name of a named environment to a finding's message. */
export function withEnvironmentName(
  finding: Diagnostic,
  { environment }: Pick<Config, "environment">,
): Diagnostic {
  if (environment === defaultEnvironment) return finding;
  return { ...finding, message: `Environment ${JSON.stringify(environment)}: ${finding.message}` };
}
