import { describe, expect, it } from "vitest";
import { addLines, changePackageJson, importsEntry } from "../../../src/commands/project/project-files.ts";

const entry = importsEntry("src/py");

describe("changePackageJson", () => {
  it("creates the package.json of an ES module package", () => {
    const { text, hint } = changePackageJson(undefined, "src/py", true);
    expect(JSON.parse(text)).toEqual({ private: true, type: "module", imports: { "#py/*": entry } });
    expect(hint).toBeUndefined();
  });

  it("adds the entry and keeps every other character", () => {
    const before = '{\n\t"name": "x",\n\t"files": ["a",   "b"],\n\t"type": "module"\n}\n';
    const { text } = changePackageJson(before, "src/py", false);
    expect(text.startsWith(before.slice(0, before.lastIndexOf("\n}")))).toBe(true);
    expect(JSON.parse(text).imports).toEqual({ "#py/*": entry });
    expect(text).toContain('\n\t"imports": {\n\t\t"#py/*": {\n\t\t\t"types"');
  });

  it("adds to existing entries, also after a string with braces", () => {
    const before = '{ "description": "a } \\"{", "type": "module", "imports": {\n    "#x": "./x.js"\n  }\n}';
    const { text } = changePackageJson(before, "gen", false);
    expect(JSON.parse(text)).toMatchObject({
      description: 'a } "{',
      imports: { "#x": "./x.js", "#py/*": importsEntry("gen") },
    });
  });

  it("keeps Windows line ends", () => {
    const { text } = changePackageJson('{\r\n  "type": "module"\r\n}\r\n', "src/py", false);
    expect(text.replaceAll("\r\n", "")).not.toContain("\n");
  });

  it("changes nothing the second time", () => {
    const once = changePackageJson('{ "name": "x" }', "src/py", true).text;
    expect(changePackageJson(once, "src/py", true)).toEqual({ text: once });
  });

  it("sets ES modules only if no code depends on the module system", () => {
    expect(JSON.parse(changePackageJson("{}", "src/py", true).text).type).toBe("module");
    const { text, hint } = changePackageJson("{}", "src/py", false);
    expect(JSON.parse(text).type).toBeUndefined();
    expect(hint).toContain("npm pkg set type=module");
  });

  it("keeps a different entry and gives a hint", () => {
    const before = '{ "type": "module", "imports": { "#py/*": "./elsewhere/*.js" } }';
    const { text, hint } = changePackageJson(before, "src/py", false);
    expect(text).toBe(before);
    expect(hint).toContain("another");
  });
});

describe("addLines", () => {
  it("adds missing lines once", () => {
    const once = addLines("node_modules", [".snakebridge/"]);
    expect(once).toBe("node_modules\n.snakebridge/\n");
    expect(addLines(once, [".snakebridge/"])).toBe(once);
  });

  it("keeps line ends", () => {
    expect(addLines("a\r\n", ["b"])).toBe("a\r\nb\r\n");
  });
});
