import type { Diagnostic } from "../../diagnostics/diagnostic.ts";
import { defaultEnvironment } from "../../shared/environment-record.ts";
import type { Config } from "./config.ts";

/** Names that no folder on Windows can have. */
const windowsDevice = /^(con|prn|aux|nul|com[0-9]|lpt[0-9])$/i;

/** Whether an environment can be called this: it names folders, and stands in specifiers and command lines. */
export function isEnvironmentName(name: string): boolean {
  const isPlain = /^[a-z][a-z0-9_-]*$/i.test(name) && name.length <= 64;
  return isPlain && name.toLowerCase() !== defaultEnvironment && !windowsDevice.test(name);
}

/** The folder of an environment's generated files below those of the whole: no Python module has such a name. */
export function environmentFolder(name: string): string {
  return `@${name}`;
}

/** Every environment of a project as a configuration of its own. One without libraries is not made beside others. */
export function environmentsOf(config: Config): readonly [Config, ...Config[]] {
  const [first, ...others] = config.environments;
  if (first === undefined) return [config];
  return config.libraries.length > 0 ? [config, first, ...others] : [first, ...others];
}

/** Says which environment a finding is about, where there are several. */
export function withEnvironmentName(
  found: Diagnostic,
  { environment }: Pick<Config, "environment">,
): Diagnostic {
  if (environment === defaultEnvironment) return found;
  return { ...found, message: `Environment ${JSON.stringify(environment)}: ${found.message}` };
}
