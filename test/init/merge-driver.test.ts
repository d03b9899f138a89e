import { expect, it } from "vitest";
import { parseConfig } from "../../src/config/parse-config.ts";
import { mergeAttributeLines } from "../../src/init/merge-driver.ts";

it("git is told of the manifest of each environment, after what is generated", () => {
  const environments = { legacy: { libraries: { numpy: "<2" } } };
  const config = parseConfig({ libraries: { numpy: "*" }, environments }, "/app/snakebridge.config.json");
  expect(mergeAttributeLines(config)).toEqual([
    "src/py/** merge=snakebridge-generated",
    "src/py/manifest.json merge=snakebridge",
    "src/py/@legacy/manifest.json merge=snakebridge",
    "snakebridge.lock merge=snakebridge",
  ]);
});
