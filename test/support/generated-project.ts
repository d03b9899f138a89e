import { nextLock } from "../../src/commands/generate/next-lock.ts";
import { renderProject } from "../../src/commands/project/render-project.ts";
import { parseConfig } from "../../src/project/config/parse-config.ts";
import { serializeLock } from "../../src/project/lock/serialize-lock.ts";
import type { Manifest } from "../../src/project/manifest/manifest.ts";
import { type TempProject, tempProject } from "./temp-project.ts";

const call = {
  parameters: [{ name: "a", kind: "positional", required: true }],
  tier: "signature",
} as const;

/** A manifest as `generate` leaves it for two functions of numpy and one of its submodule. */
export const numpyManifest: Manifest = {
  format: 1,
  libraries: { numpy: { distribution: "numpy", version: "2.4.6" } },
  symbols: {
    "numpy.linalg:": { kind: "module" },
    "numpy.linalg:norm": { kind: "function", signature: call },
    "numpy:": { kind: "module" },
    "numpy:mean": { kind: "function", signature: call },
    "numpy:median": { kind: "function", signature: call },
  },
};

const usesAll = `import { linalg, mean, median } from "#py/numpy";
export const values = [mean([1]), median([1]), linalg.norm([1])];
`;

/** A project after a successful `generate`, made without Python. */
export async function generatedProject(sources: Readonly<Record<string, string>> = {}): Promise<TempProject> {
  const input = { libraries: { numpy: ">=2" } };
  const project = await tempProject({
    "snakebridge.config.json": JSON.stringify(input),
    "src/main.ts": usesAll,
    ...sources,
  });
  const config = parseConfig(input, project.path("snakebridge.config.json"));
  const files = renderProject([{ config, manifest: numpyManifest }]);
  const lock = nextLock(config, {
    default: {
      python: { requirement: ">=3.10", version: "3.11.7" },
      requirements: ["numpy>=2"],
      packages: [{ name: "numpy", version: "2.4.6", hashes: [`sha256:${"0".repeat(64)}`] }],
      platforms: {},
    },
  });
  await project.write({
    ...Object.fromEntries(files.map(({ path, content }) => [path, content])),
    "snakebridge.lock": serializeLock(lock),
  });
  return project;
}
