import type { Config } from "../project/config/config.ts";

/** Whether the network is not to be used: said to this run, by the configuration, or by `SNAKEBRIDGE_OFFLINE`. */
export function isOffline({ offline }: Pick<Config, "offline">, asked = false): boolean {
  const variable = process.env.SNAKEBRIDGE_OFFLINE ?? "";
  return asked || offline || !["", "0", "false"].includes(variable.toLowerCase());
}
