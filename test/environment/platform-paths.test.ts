import { posix, win32 } from "node:path";
import { describe, expect, test } from "vitest";
import {
  environmentPath,
  pythonOf,
  sitePackagesOf,
} from "../../src/environment/folder/environment-folder.ts";
import { isEnvironmentName } from "../../src/project/config/environments.ts";
import { projectPath, relativePath } from "../../src/project/config/project-path.ts";
import { cacheFolder } from "../../src/system/files/cache-folder.ts";
import { isInside } from "../../src/system/files/inside-root.ts";

const folder = environmentPath({ environment: "legacy" });

describe("an environment's interpreter and packages", () => {
  test.each<[NodeJS.Platform, string, string, string]>([
    ["linux", `/home/me/app/${folder}`, "bin/python", "lib/python3.11/site-packages"],
    ["darwin", `/Users/me/my app/${folder}`, "bin/python", "lib/python3.11/site-packages"],
    [
      "win32",
      `C:\\Users\\me\\my app\\${folder.replaceAll("/", "\\")}`,
      "Scripts\\python.exe",
      "Lib\\site-packages",
    ],
    ["win32", "\\\\server\\share\\app\\environment", "Scripts\\python.exe", "Lib\\site-packages"],
  ])("%s: %s", (platform, environment, python, sitePackages) => {
    const { sep } = platform === "win32" ? win32 : posix;
    expect(pythonOf(environment, platform)).toBe(environment + sep + python);
    expect(sitePackagesOf(environment, "3.11.7", platform)).toBe(environment + sep + sitePackages);
  });

  test("a path longer than Windows took once is left as it is", () => {
    const long = `C:\\${"folder\\".repeat(40)}environment`;
    expect(pythonOf(long, "win32")).toBe(`${long}\\Scripts\\python.exe`);
  });
});

describe("where caches are kept", () => {
  const cases: readonly [NodeJS.Platform, string, NodeJS.ProcessEnv, string][] = [
    ["linux", "/home/me", {}, "/home/me/.cache/snakebridge"],
    ["linux", "/home/me", { XDG_CACHE_HOME: "/cache" }, "/cache/snakebridge"],
    ["darwin", "/Users/me", { XDG_CACHE_HOME: "/cache" }, "/Users/me/Library/Caches/snakebridge"],
    ["win32", "C:\\Users\\me", {}, "C:\\Users\\me\\AppData\\Local\\snakebridge\\cache"],
    ["win32", "C:\\Users\\me", { LOCALAPPDATA: "D:\\Local" }, "D:\\Local\\snakebridge\\cache"],
    ["win32", "C:\\Users\\me", { SNAKEBRIDGE_CACHE: "E:\\cache" }, "E:\\cache"],
  ];
  test.each(cases)("%s, home %s, %j", (platform, home, env, cache) =>
    expect(cacheFolder({ platform, home, env })).toBe(cache),
  );
});

describe("paths inside a project", () => {
  test.each<[typeof posix, string, string, boolean]>([
    [posix, "/app", "/app/src/py", true],
    [posix, "/app", "/app", true],
    [posix, "/app", "/app2", false],
    [posix, "/app", "/app/..b", true],
    [posix, "/app", "/App/src", false],
    [win32, "C:\\app", "c:\\APP\\src", true],
    [win32, "C:\\app", "C:/app/src", true],
    [win32, "C:\\app", "C:\\app2", false],
    [win32, "C:\\app", "D:\\app\\src", false],
    [win32, "\\\\server\\share\\app", "\\\\SERVER\\share\\app\\src", true],
    [win32, "\\\\server\\share\\app", "\\\\server\\other\\app\\src", false],
    [win32, "C:\\app", "\\\\server\\share\\app", false],
  ])("%#: %s", (paths, root, path, inside) => expect(isInside(root, path, paths)).toBe(inside));
});

test("paths of a configuration have one spelling on every machine, and none that only one has", () => {
  expect(["src\\py", "./src//py/", "src/x/../py"].map(projectPath)).toEqual(["src/py", "src/py", "src/py"]);
  const outside = ["C:\\py", "c:py", "\\\\server\\share", "\\py", "/py", "..\\py", "a\0b"];
  expect(outside.map(projectPath)).toEqual(outside.map(() => undefined));
  expect(relativePath("..\\..\\snakebridge.lock")).toBe("../../snakebridge.lock");
});

test("an environment cannot have a name that Windows forbids for folders", () => {
  expect(["legacy", "gpu-12", "my_env", "Vision", "console"].filter(isEnvironmentName)).toHaveLength(5);
  const wrong = [
    "default",
    "Default",
    "con",
    "NUL",
    "lpt1",
    "a.b",
    "a/b",
    "@a",
    "1st",
    "",
    "ä",
    "a".repeat(65),
  ];
  expect(wrong.filter(isEnvironmentName)).toEqual([]);
});
