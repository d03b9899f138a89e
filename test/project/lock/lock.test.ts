import { describe, expect, test } from "vitest";
import type { Lock } from "../../../src/project/lock/lock.ts";
import { parseLock } from "../../../src/project/lock/parse-lock.ts";
import { serializeLock } from "../../../src/project/lock/serialize-lock.ts";

const sha = (digit: string) => `sha256:${digit.repeat(64)}`;

const lock: Lock = {
  format: 1,
  generator: { version: "0.1.0", hash: sha("a") },
  options: sha("b"),
  environments: {
    default: {
      python: { requirement: ">=3.10", version: "3.11.7" },
      requirements: ["grpcio>=1.60,<2", "numpy>=2"],
      packages: [
        { name: "grpcio", version: "1.80.0", hashes: [sha("1"), sha("2")] },
        { name: "numpy", version: "2.2.6", marker: "python_full_version < '3.11'", hashes: [sha("3")] },
        { name: "numpy", version: "2.4.6", marker: "python_full_version >= '3.11'", hashes: [sha("4")] },
      ],
      platforms: {
        "linux-x86_64-gnu": {
          tags: "cp311-cp311-linux_x86_64",
          accelerator: { kind: "cuda", driver: "570.1", runtime: "12.8", devices: ["NVIDIA H100"] },
        },
        "macos-arm64": { tags: "cp311-cp311-macosx_11_0_arm64", accelerator: { kind: "mps" } },
      },
    },
  },
};
const text = serializeLock(lock);

function failure(source: string) {
  try {
    parseLock(source, "snakebridge.lock");
  } catch (error) {
    return (error as { diagnostics?: readonly { code: string; message: string; location: object }[] })
      .diagnostics?.[0];
  }
  return undefined;
}

describe("writing", () => {
  test("keeps the configuration's options for resolving packages", () => {
    const dated = { ...lock.environments.default!, excludeNewer: "2026-11-01", accelerator: "cpu" } as const;
    const written = serializeLock({ ...lock, environments: { default: dated } });
    expect(written).toContain(
      '\n      "excludeNewer": "2026-11-01",\n      "accelerator": "cpu",\n      "packages": [\n',
    );
    expect(parseLock(written, "snakebridge.lock").environments.default).toEqual(dated);
  });

  test("gives a package a line, LF, and the same bytes for the same facts in any order", () => {
    const environment = lock.environments.default!;
    const shuffled: Lock = {
      environments: {
        default: {
          platforms: Object.fromEntries(Object.entries(environment.platforms).reverse()),
          packages: environment.packages
            .map((one) => ({ ...one, hashes: [...one.hashes].reverse() }))
            .reverse(),
          requirements: [...environment.requirements].reverse(),
          python: { version: "3.11.7", requirement: ">=3.10" },
        },
      },
      options: lock.options,
      generator: lock.generator,
      format: 1,
    };
    expect(serializeLock(shuffled)).toBe(text);
    expect(text).not.toContain("\r");
    expect(text.split("\n").filter((line) => line.includes('"hashes"'))).toHaveLength(3);
    expect(text).toMatchInlineSnapshot(`
      "{
        "format": 1,
        "generator": {"version":"0.1.0","hash":"sha256:aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"},
        "options": "sha256:bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb",
        "environments": {
          "default": {
            "python": {"requirement":">=3.10","version":"3.11.7"},
            "requirements": [
              "grpcio>=1.60,<2",
              "numpy>=2"
            ],
            "packages": [
              {"name":"grpcio","version":"1.80.0","hashes":["sha256:1111111111111111111111111111111111111111111111111111111111111111","sha256:2222222222222222222222222222222222222222222222222222222222222222"]},
              {"name":"numpy","version":"2.2.6","marker":"python_full_version < '3.11'","hashes":["sha256:3333333333333333333333333333333333333333333333333333333333333333"]},
              {"name":"numpy","version":"2.4.6","marker":"python_full_version >= '3.11'","hashes":["sha256:4444444444444444444444444444444444444444444444444444444444444444"]}
            ],
            "platforms": {
              "linux-x86_64-gnu": {"tags":"cp311-cp311-linux_x86_64","accelerator":{"kind":"cuda","driver":"570.1","runtime":"12.8","devices":["NVIDIA H100"]}},
              "macos-arm64": {"tags":"cp311-cp311-macosx_11_0_arm64","accelerator":{"kind":"mps"}}
            }
          }
        }
      }
      "
    `);
  });

  test("refuses an address, wherever it stands", () => {
    expect(() => serializeLock({ ...lock, options: "https://user:secret@index/simple" })).toThrow("address");
  });
});

describe("reading", () => {
  test("reads what was written, also with a byte order mark or CRLF", () => {
    expect(parseLock(text, "snakebridge.lock")).toEqual(lock);
    expect(parseLock(`\uFEFF${text.replaceAll("\n", "\r\n")}`, "snakebridge.lock")).toEqual(lock);
  });

  test("accepts packages in any order; `check` reports a wrong one", () => {
    const [one, two, ...rest] = lock.environments.default!.packages;
    const other = {
      ...lock,
      environments: { default: { ...lock.environments.default!, packages: [two, one, ...rest] } },
    };
    expect(serializeLock(parseLock(JSON.stringify(other), "snakebridge.lock"))).toBe(text);
  });

  test("of a file cut anywhere is SB5005 with the file's name, never anything else", () => {
    for (let length = 0; length < text.length - 2; length++) {
      const found = failure(text.slice(0, length));
      expect(found, `cut at ${length}`).toMatchObject({
        code: "SB5005",
        location: { file: "snakebridge.lock" },
      });
    }
  });

  test.each([
    ["empty", "", "it is empty"],
    ["only space", " \n", "it is empty"],
    ["no JSON", "\u0000\u0001garbage", "not JSON"],
    ["null", "null", "the whole file"],
    ["a list", "[]", "the whole file"],
    ["no format", "{}", "format"],
    ["an odd format", '{"format":"1"}', "format"],
    ["a missing part", text.replace('"options"', '"optionen"'), "options"],
    ["a hash cut short", text.replace(sha("3"), "sha256:333"), "environments.default.packages.1.hashes.0"],
    ["a package without hashes", text.replace(`["${sha("3")}"]`, "[]"), "hashes"],
    ["an option in a version", text.replace('"2.2.6"', '"2.2.6 --index-url x"'), "version"],
    ["a second line in a marker", text.replace("< '3.11'", "< '3.11'\\n--pre"), "marker"],
    [
      "a package twice",
      text.replace(
        '"2.4.6","marker":"python_full_version >= \'3.11\'"',
        '"2.2.6","marker":"python_full_version < \'3.11\'"',
      ),
      "each once",
    ],
    ["a side of a conflict", text.replace("{", "<<<<<<< HEAD\n{\n=======\n>>>>>>> b\n"), "not JSON"],
  ])("%s is SB5005 with the place", (_, source, where) => {
    expect(failure(source)).toMatchObject({ code: "SB5005", message: expect.stringContaining(where) });
  });

  test("a newer format is SB5010", () => {
    expect(failure(text.replace('"format": 1', '"format": 2'))).toMatchObject({
      code: "SB5010",
      message: expect.stringContaining("format 2"),
    });
  });

  test("__proto__ is an ordinary key", () => {
    expect(failure(text.replace('"macos-arm64"', '"__proto__"'))).toBeUndefined();
    expect(({} as { tags?: string }).tags).toBeUndefined();
  });
});
