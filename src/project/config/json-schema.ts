import * as z from "zod";
import { configSchema } from "./schema.ts";

/** Returns the JSON schema of `snakebridge.config.json` for editors; shipped as `snakebridge/schema.json`. */
export function configJsonSchema(): Record<string, unknown> {
  return { title: "snakebridge configuration", ...z.toJSONSchema(configSchema, { io: "input" }) };
}
