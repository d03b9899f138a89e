import { expect, it } from "vitest";
import { mergeAttributeLines } from "../../../src/commands/init/merge-driver.ts";
import { parseConfig } from "../../../src/project/config/parse-config.ts";

it("the manifest of each environment has a line, after that of the generated files", () => {
  const environments = { legacy: { libraries: { numpy: "<2" } } };
  const config = parseConfig({ libraries: { numpy: "*" }, environments }, "/app/snakebridge.config.json");
  expect(mergeAttributeLines(config)).toEqual([
    "src/py/** merge=snakebridge-generated",
    "src/py/manifest.json merge=snakebridge",
    "src/py/@legacy/manifest.json merge=snakebridge",
    "snakebridge.lock merge=snakebridge",
  ]);
});
