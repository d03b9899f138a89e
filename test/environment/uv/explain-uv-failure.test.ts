import { describe, expect, test } from "vitest";
import { explainUvFailure } from "../../../src/environment/uv/explain-uv-failure.ts";
import { library } from "../support.ts";

// Verbatim output of uv 0.13 (0.5 where marked).
const noSolution = "error: No solution found when resolving dependencies\n  cause: ";

describe("uv's output", () => {
  test.each<[string, string, string, string, string]>([
    [
      "an unknown distribution",
      `${noSolution}Because yamll was not found in the package registry and you require yamll, we can conclude that your requirements are unsatisfiable.`,
      "SB3004",
      'no distribution called "yamll"',
      '"yamll": { "distribution": "…" }',
    ],
    [
      "an unknown distribution, as drawn by 0.5",
      "  × No solution found when resolving dependencies:\n  ╰─▶ Because yamll was not found in the package\n      registry and you require yamll, we can conclude that your requirements\n      are unsatisfiable.",
      "SB3004",
      'no distribution called "yamll"',
      '"yamll": { "distribution": "…" }',
    ],
    [
      "an unknown distribution that a library was said to be in",
      `${noSolution}Because py-yaml was not found in the package registry and you require py-yaml, we can conclude that your requirements are unsatisfiable.`,
      "SB3004",
      '"py-yaml" (for the library "yaml")',
      '"yaml" is in the distribution "PyYAML"',
    ],
    [
      "an unknown distribution with extras",
      `${noSolution}Because only yamll[fast]<1 is available and you require yamll[fast]>=1, we can conclude that your requirements are unsatisfiable.`,
      "SB3004",
      'no distribution called "yamll"',
      "distribution",
    ],
    [
      "an unknown distribution that another one needs",
      `${noSolution}Because nowhere was not found in the package registry and six depends on nowhere, we can conclude that your requirements are unsatisfiable.`,
      "SB3004",
      "which another package needs",
      "another version",
    ],
    [
      "a range above everything",
      `${noSolution}Because only six<=1.17.0 is available and you require six>=99, we can conclude that your requirements are unsatisfiable.`,
      "SB3005",
      "No version satisfies six>=99; there is only six<=1.17.0.",
      "version range",
    ],
    [
      "a version that does not exist",
      `${noSolution}Because there is no version of six==99.1 and you require six==99.1, we can conclude that your requirements are unsatisfiable.`,
      "SB3005",
      "No version satisfies six>=99",
      "version range",
    ],
    [
      "an unsatisfiable range",
      `${noSolution}you require six<2.3 and six>=2.5, which are incompatible`,
      "SB3005",
      "No version satisfies six>=99",
      "version range",
    ],
    [
      "conflicting ranges of two requirements",
      `${noSolution}Because you require msgpack>=1.0.5,<2 and msgpack<1, we can conclude that your requirements are unsatisfiable.`,
      "SB3006",
      "msgpack<1, msgpack>=1.0.5,<2",
      "Widen",
    ],
    [
      "a dependency that conflicts with a requirement",
      `${noSolution}Because six==1.0 depends on idna<3 and you require six==1.0, we can conclude that your requirements and idna>=3.9 are incompatible.\n And because you require idna>=3.9, we can conclude that your requirements are unsatisfiable.`,
      "SB3006",
      "conflict",
      "Widen",
    ],
    [
      "a conflict for which uv also tries a version without wheels",
      `${noSolution}Because all of:\n               pandas>=3.0.0,<=3.0.3\n               pandas>=3.0.5\n           depend on numpy{python_full_version >= '3.14'}>=2.3.3 and pandas==3.0.4 has no usable wheels, we can conclude that pandas>=3.0.0 depends on numpy{python_full_version >= '3.14'}>=2.3.3.\n           And because you require numpy<2 and pandas>=3.0, we can conclude that your requirements are unsatisfiable.\n\nhint: Wheels are required for \`pandas\` because building from source is disabled for all packages (i.e., with \`--no-build\`)`,
      "SB3006",
      "conflict",
      "Widen",
    ],
    [
      "a library that no longer supports the oldest Python",
      `error: No solution found when resolving dependencies for split (markers: python_full_version == '3.10.*')\n  cause: Because the requested Python version (>=3.10) does not satisfy Python>=3.12 and numpy>=2.5.0rc1 depends on Python>=3.12, we can conclude that numpy>=2.5.0rc1 cannot be used.\n\nhint: Wheels are required for \`numpy\` because building from source is disabled for all packages (i.e., with \`--no-build\`)`,
      "SB3005",
      "numpy within the range runs on Python >=3.10: it needs Python>=3.12",
      '"python" in the configuration to >=3.12',
    ],
    [
      "a distribution without wheels",
      `${noSolution}Because all versions of docopt have no usable wheels and you require docopt, we can conclude that your requirements are unsatisfiable.\n\nhint: Wheels are required for \`docopt\` because building from source is disabled for all packages (i.e., with \`--no-build\`)`,
      "SB3013",
      "docopt has no compatible wheel",
      "has wheels",
    ],
    [
      "offline, cold cache",
      `${noSolution}Because six was not found in the cache and you require six, we can conclude that your requirements are unsatisfiable.\n\nhint: Packages were unavailable because the network was disabled. When the network is disabled, registry packages may only be read from the cache.`,
      "SB3007",
      "six is not in uv's cache",
      "without --offline",
    ],
    [
      "no network",
      "error: Request failed after 3 retries in 9.6s\n  cause: Failed to fetch: https://index/simple/six/\n  cause: error sending request for url (https://index/simple/six/)\n  cause: client error (Connect)\n  cause: tcp connect error\n  cause: Connection refused (os error 111)",
      "SB3007",
      "cannot be reached (Connection refused)",
      "HTTPS_PROXY",
    ],
    [
      "no access",
      "error: Failed to fetch: `https://index/simple/six/`\n  cause: HTTP status client error (401 Unauthorized) for url (https://index/simple/six/)",
      "SB3007",
      "401 Unauthorized",
      "PASSWORD",
    ],
    [
      "another file under the same name",
      "error: Failed to download `six==1.17.0`\n  cause: Hash mismatch for `six==1.17.0`\n\n         Expected:\n           sha256:4721\n\n         Computed:\n           sha256:4722",
      "SB3008",
      "six==1.17.0",
      "delete snakebridge.lock",
    ],
    ["anything else", "thread 'main' panicked at src/main.rs", "SB3009", "uv failed to resolve", "below"],
  ])("%s", (_, said, code, message, fix) => {
    const libraries = [
      library("yaml", undefined, { distribution: "py-yaml" }),
      library("yamll"),
      library("six", ">=99"),
      library("msgpack", "<1"),
      library("idna"),
    ];
    expect(explainUvFailure(`${said}\n`, libraries, "resolve")).toEqual({
      code,
      severity: "error",
      message: expect.stringContaining(message),
      fix: expect.stringContaining(fix),
      detail: said.trim(),
    });
  });
});

test("two libraries that need a third in versions that exclude each other: why, and how to split them", () => {
  const libraries = [
    library("requests", "==2.25.1"),
    library("types_requests", ">=2.32", { distribution: "types-requests", extras: ["x"] }),
    library("six"),
  ];
  const said = `${noSolution}Because types-requests>=2.32.0.20240521 depends on urllib3>=2 and requests==2.25.1 depends on urllib3>=1.21.1,<1.27, we can conclude that requests==2.25.1 and types-requests>=2.32.0.20240521 are incompatible.
         And because you require requests==2.25.1 and types-requests>=2.32, we can conclude that your requirements are unsatisfiable.
`;
  expect(explainUvFailure(said, libraries, "resolve")).toMatchObject({
    code: "SB3006",
    message:
      "The requirements conflict: requests==2.25.1, types-requests[x]>=2.32 (types-requests>=2.32.0.20240521 depends on urllib3>=2; requests==2.25.1 depends on urllib3>=1.21.1,<1.27).",
    fix: 'Widen the version range of one of them in the configuration, or move one to another environment: instead of under "libraries", write environments: { other: { libraries: { types_requests: { version: ">=2.32", extras: ["x"] } } } }. Its imports stay the same.',
  });
});
