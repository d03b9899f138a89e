import { describe, expect, test } from "vitest";
import { moduleOfPath, modulePath, modulePaths } from "../../src/naming/module-path.ts";
import { isIdentifier, type NameScope, toPythonName, toTsName } from "../../src/naming/names.ts";

const scopes: readonly NameScope[] = ["module", "member", "static", "parameter"];
const hard =
  `delete delete_ delete__ default then then_ Outer.Inner delete.x_.Y constructor __proto__ __proto___ __init__ _ __ ___ class_ await await_
  name name_ length new new_ prototype value value_ ref with toString $ a é ℘ x·y mean DataFrame object arguments eval`
    .split(/\s+/)
    .filter((name) => name !== "$");

describe("names", () => {
  test.each([
    ["module", "mean", "mean"],
    ["module", "delete", "delete_"],
    ["module", "delete_", "delete__"],
    ["module", "default", "default_"],
    ["module", "then", "then_"],
    ["module", "__version__", "__version__"],
    ["module", "value", "value"],
    ["module", "Outer.Inner", "Outer$Inner"],
    ["member", "delete", "delete"],
    ["member", "then", "then_"],
    ["member", "value", "value_"],
    ["member", "constructor", "constructor_"],
    ["static", "name", "name_"],
    ["static", "new", "new_"],
    ["static", "value", "value"],
    ["parameter", "function", "function_"],
    ["parameter", "then", "then"],
  ] as const)("%s %s → %s", (scope, python, typescript) => {
    expect(toTsName(python, scope)).toBe(typescript);
  });

  test.each(scopes)("in scope %s all names are unique identifiers and decode to the original", (scope) => {
    const names = hard.map((name) => toTsName(name, scope));
    expect(new Set(names).size).toBe(hard.length);
    for (const [index, name] of names.entries()) {
      expect(isIdentifier(name)).toBe(true);
      expect(toPythonName(name, scope)).toBe(hard[index]);
    }
  });

  test("a name that cannot be generated resolves unchanged", () => {
    expect(toPythonName("delete")).toBe("delete");
  });
});

describe("paths of modules", () => {
  test.each([
    ["numpy", "numpy"],
    ["numpy.linalg", "numpy/linalg"],
    ["con", "con_"],
    ["pkg.Aux", "pkg/Aux_"],
    ["con_", "con__"],
    ["com1.console", "com1_/console"],
  ])("%s → %s", (module, path) => {
    expect(modulePath(module)).toBe(path);
    expect(moduleOfPath(path)).toBe(module);
  });

  test("modules that differ only in case have different files", () => {
    const paths = modulePaths(["foo.bar", "Foo", "foo", "foo.Bar"]);
    expect(new Set([...paths.values()].map((path) => path.toLowerCase())).size).toBe(4);
    expect(paths.get("Foo")).toBe("Foo");
    for (const [module, path] of paths) expect(moduleOfPath(path)).toBe(module);
  });
});
