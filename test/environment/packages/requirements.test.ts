import { describe, expect, test } from "vitest";
import { requirementsOf } from "../../../src/environment/packages/requirements.ts";
import { parseResolution, renderRequirements } from "../../../src/environment/packages/requirements-text.ts";
import { library } from "../support.ts";

const a = `sha256:${"a".repeat(64)}`;
const b = `sha256:${"b".repeat(64)}`;

describe("requirements", () => {
  test("are normalized, sorted, each once, without the standard library, with what the worker needs", () => {
    expect(
      requirementsOf([
        library("sklearn", ">=1.4,<2", { distribution: "Scikit_Learn", extras: ["b", "a"] }),
        library("math", undefined, { distribution: undefined }),
        library("google.cloud.storage", undefined, { distribution: "google-cloud-storage" }),
        library("google.cloud.storage.blob", undefined, { distribution: "google-cloud-storage" }),
      ]),
    ).toEqual(["google-cloud-storage", "grpcio>=1.60,<2", "msgpack>=1.0.5,<2", "scikit-learn[a,b]>=1.4,<2"]);
  });
});

describe("a resolution", () => {
  const text = [
    "numpy==2.4.6 ; python_full_version >= '3.11' and sys_platform == 'win32' \\",
    `    --hash=${b} \\`,
    `    --hash=${a}`,
    "numpy==2.2.6 ; python_full_version < '3.11' \\",
    `    --hash=${a}`,
    "# a comment",
    "",
    "colorama==0.4.6 \\",
    `    --hash=${a}`,
    "torch==2.9.0+cpu \\",
    `    --hash=${a}`,
    "",
  ].join("\n");

  const packages = [
    { name: "colorama", version: "0.4.6", hashes: [a] },
    { name: "numpy", version: "2.2.6", marker: "python_full_version < '3.11'", hashes: [a] },
    {
      name: "numpy",
      version: "2.4.6",
      marker: "python_full_version >= '3.11' and sys_platform == 'win32'",
      hashes: [a, b],
    },
    { name: "torch", version: "2.9.0+cpu", hashes: [a] },
  ];

  test("is read, with LF and CRLF", () => {
    expect(parseResolution(text)).toEqual(packages);
    expect(parseResolution(text.replaceAll("\n", "\r\n"))).toEqual(packages);
  });

  test("is what its packages render to", () => {
    expect(parseResolution(renderRequirements(packages, { hashes: true }))).toEqual(packages);
    expect(renderRequirements(packages, { hashes: false })).toContain(
      "numpy==2.2.6 ; python_full_version < '3.11'\n",
    );
  });

  test.each([
    ["an index", "--index-url https://user:secret@index/simple"],
    ["a direct reference", `six @ https://example/six.whl --hash=${a}`],
    ["an editable", "-e ."],
    ["no hash", "six==1.17.0"],
    ["no pin", `six>=1.17.0 --hash=${a}`],
  ])("%s is refused", (_, line) => {
    expect(() => parseResolution(`${line}\n`)).toThrow("not a pinned package");
  });
});
