import type { ConfigInput } from "./config.ts";

/** Returns the configuration unchanged; it gives editors the types of `snakebridge.config.ts`. */
export function defineConfig(config: ConfigInput): ConfigInput {
  return config;
}
