import type { Config } from "../project/config/config.ts";

/** Whether the run is offline: by its own option, by the configuration, or by `SNAKEBRIDGE_OFFLINE`. */
export function isOffline({ offline }: Pick<Config, "offline">, isRequested = false): boolean {
  const variable = process.env.SNAKEBRIDGE_OFFLINE ?? "";
  return isRequested || offline || !["", "0", "false"].includes(variable.toLowerCase());
}
