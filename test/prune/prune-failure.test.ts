import { expect, it, vi } from "vitest";
import { prune } from "../../src/prune/prune.ts";
import { generatedProject } from "../support/generated-project.ts";

// The disk fails when the first of two files is gone.
vi.mock("../../src/files/write-files.ts", async (original) => {
  const real = await original<typeof import("../../src/files/write-files.ts")>();
  return {
    ...real,
    removeFiles: async (root: string, paths: readonly string[]) => {
      await real.removeFiles(root, paths.slice(0, 1));
      throw Object.assign(new Error("EIO: i/o error"), { code: "EIO" });
    },
  };
});

it("puts everything back when it fails half-way", async () => {
  const project = await generatedProject({
    "src/main.ts": 'import { mean } from "#py/numpy";\nexport const m = mean([1]);\n',
  });
  const before = await project.snapshot();
  await expect(prune({ cwd: project.root })).rejects.toThrow("EIO");
  expect(await project.snapshot()).toEqual(before);
});
