import { expect, it } from "vitest";
import { configText } from "../../../src/commands/init/config-text.ts";
import { parseLibrarySpec } from "../../../src/commands/init/library-spec.ts";
import { parseConfig } from "../../../src/project/config/parse-config.ts";

it.each([
  ["numpy", "numpy", "*"],
  ["pandas==2.*", "pandas", "==2.*"],
  ["numpy >=2,<3", "numpy", ">=2,<3"],
  ["json", "json", true],
  ["sklearn>=1.6", "sklearn", ">=1.6"],
  ["scikit-learn", "sklearn", "*"],
  ["dask[array,dataframe]>=2025", "dask", { version: ">=2025", extras: ["array", "dataframe"] }],
  ["my-own-lib==1", "my_own_lib", { distribution: "my-own-lib", version: "==1" }],
])("reads %s", (text, name, input) => {
  const library = parseLibrarySpec(text);
  expect(library).toEqual({ name, input });
  expect(() => parseConfig({ libraries: { [name]: input } }, "/p/snakebridge.config.ts")).not.toThrow();
});

it.each(["", "1numpy", "a b", "class", "numpy@2"])("refuses %j", (text) => {
  expect(parseLibrarySpec(text)).toMatchObject({ code: "SB2002" });
});

it("prints a configuration in the usual style", () => {
  const text = configText({
    libraries: { numpy: ">=2", "google.protobuf": "*", dask: { extras: ["array"], version: ">=1" } },
    output: "gen",
  });
  expect(text).toBe(`import { defineConfig } from "snakebridge";

export default defineConfig({
  libraries: {
    numpy: ">=2",
    "google.protobuf": "*",
    dask: {
      extras: ["array"],
      version: ">=1",
    },
  },
  output: "gen",
});
`);
});
