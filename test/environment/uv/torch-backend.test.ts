import { expect, it } from "vitest";
import {
  isTooOldForTorch,
  torchArguments,
  torchArgumentsOf,
} from "../../../src/environment/uv/torch-backend.ts";
import type { AcceleratorKind } from "../../../src/shared/accelerators/accelerator.ts";

const uv = { version: "0.13.8" };

it.each<[AcceleratorKind | undefined, string[]]>([
  [undefined, []],
  ["mps", []],
  ["cpu", ["--torch-backend", "cpu"]],
  ["cuda", ["--torch-backend", "auto"]],
  ["rocm", ["--torch-backend", "auto"]],
])("for %s, uv resolves with %j", (accelerator, expected) => {
  expect(torchArguments(accelerator, uv)).toEqual(expected);
  const older = { version: "0.6.8" };
  expect(torchArguments(accelerator, older)).toEqual([]);
  expect(isTooOldForTorch(accelerator, older)).toBe(expected.length > 0);
  expect(isTooOldForTorch(accelerator, uv)).toBe(false);
});

it.each<[name: string, version: string, expected: string[]]>([
  ["torch", "2.9.1+cu128", ["--torch-backend", "cu128"]],
  ["torchvision", "0.24.1+cpu", ["--torch-backend", "cpu"]],
  ["torch", "2.9.1+rocm6.4", ["--torch-backend", "rocm6.4"]],
  ["torch", "2.9.1", []],
  ["jaxlib", "0.4.1+cuda12", []],
])("%s %s is installed with %j", (name, version, expected) => {
  expect(
    torchArgumentsOf(
      [
        { name: "six", version: "1.17.0", hashes: [] },
        { name, version, hashes: [] },
      ],
      uv,
    ),
  ).toEqual(expected);
});
