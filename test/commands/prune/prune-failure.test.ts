import { expect, it, vi } from "vitest";
import { prune } from "../../../src/commands/prune/prune.ts";
import { generatedProject } from "../../support/generated-project.ts";

const fault = vi.hoisted(() => ({ at: "" }));

// The disk fails once, in the middle of several files.
vi.mock("../../../src/system/files/write-files.ts", async (original) => {
  const real = await original<typeof import("../../../src/system/files/write-files.ts")>();
  const breakAt = (place: string): void => {
    if (fault.at !== place) return;
    fault.at = "";
    throw Object.assign(new Error("EIO: i/o error"), { code: "EIO" });
  };
  return {
    ...real,
    removeFiles: async (root: string, paths: readonly string[]) => {
      await real.removeFiles(root, paths.slice(0, 1));
      breakAt("delete");
      await real.removeFiles(root, paths.slice(1));
    },
    writeFiles: async (root: string, files: Parameters<typeof real.writeFiles>[1]) => {
      await real.writeFiles(root, files.slice(0, 1));
      breakAt("write");
      return await real.writeFiles(root, files);
    },
  };
});

it.each(["delete", "write"])("restores everything when a %s fails halfway", async (place) => {
  const project = await generatedProject({
    "src/main.ts": 'import { mean } from "#py/numpy";\nexport const m = mean([1]);\n',
  });
  const before = await project.snapshot();
  fault.at = place;
  await expect(prune({ cwd: project.root })).rejects.toThrow("EIO");
  expect(fault.at).toBe("");
  expect(await project.snapshot()).toEqual(before);
  await prune({ cwd: project.root });
  expect(await project.read("src/py/numpy.ts")).not.toContain("median");
});
