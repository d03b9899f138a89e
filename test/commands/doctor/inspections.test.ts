import { describe, expect, it } from "vitest";
import { inspectNode } from "../../../src/commands/doctor/node.ts";
import { inspectPackageJson } from "../../../src/commands/doctor/package-json.ts";
import { inspectTypescript } from "../../../src/commands/doctor/typescript.ts";
import { changePackageJson } from "../../../src/commands/project/project-files.ts";

it.each([
  ["20.18.3", "broken"],
  ["20.19.0", "ok"],
  ["21.7.0", "broken"],
  ["22.11.0", "broken"],
  ["22.12.0", "ok"],
  ["24.0.0", "ok"],
])("judges Node %s: %s", (version, state) => {
  expect(inspectNode(version).state).toBe(state);
});

describe("inspectTypescript", () => {
  const inspect = (version: string | undefined, compilerOptions: object) =>
    inspectTypescript({ version, tsconfig: { compilerOptions } }).map(({ state }) => state);

  it.each([
    ["6.0.3", { module: "nodenext" }, ["ok", "ok"]],
    ["6.0.3", {}, ["ok", "ok"]],
    ["5.9.3", { module: "esnext", moduleResolution: "bundler" }, ["ok", "ok"]],
    ["5.9.3", { module: "commonjs" }, ["ok", "broken"]],
    ["5.4.5", { module: "nodenext" }, ["warning", "ok"]],
    ["6.0.3", { module: "nodenext", resolvePackageJsonImports: false }, ["ok", "broken"]],
    ["7.0.2", { module: "nodenext" }, ["ok", "ok"]],
    ["7.0.2", { module: "nodenext", plugins: [{ transform: "snakebridge/transformer" }] }, ["broken", "ok"]],
    ["6.0.3", { module: "nodenext", plugins: [{ transform: "snakebridge/transformer" }] }, ["ok", "ok"]],
    [undefined, { module: "nodenext" }, ["warning", "ok"]],
  ] as const)("judges TypeScript %s with %j: %j", (version, options, states) => {
    expect(inspect(version, options)).toEqual(states);
  });

  it("reports a missing tsconfig.json", () => {
    expect(inspectTypescript({ version: "6.0.3", tsconfig: undefined })[1]).toMatchObject({
      state: "warning",
      fix: "npx snakebridge init --yes",
    });
  });
});

describe("inspectPackageJson", () => {
  it("accepts what init writes", () => {
    expect(inspectPackageJson(changePackageJson(undefined, "gen", true).text, "gen").state).toBe("ok");
  });

  it.each([
    [undefined, "not found"],
    ["{", "not JSON"],
    ['{ "type": "module" }', 'no "#py/*"'],
    ['{ "type": "module", "imports": { "#py/*": "./lib/*.js" } }', "does not point to"],
    [changePackageJson("{}", "src/py", false).text, "ES module"],
  ])("refuses %s: %s", (text, found) => {
    expect(inspectPackageJson(text, "src/py")).toMatchObject({
      state: "broken",
      found: expect.stringContaining(found),
      fix: expect.any(String),
    });
  });
});
