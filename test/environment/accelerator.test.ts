import { expect, test } from "vitest";
import { type AcceleratorFacts, acceleratorOf } from "../../src/environment/accelerator.ts";

const linux: AcceleratorFacts = {
  system: "linux",
  machine: "x64",
  devices: undefined,
  overview: undefined,
  kernelModule: undefined,
  compiler: undefined,
};
const overview = `Tue Mar  4 10:12:31 2025
+-----------------------------------------------------------------------------------------+
| NVIDIA-SMI 570.133.20             Driver Version: 570.133.20     CUDA Version: 12.8     |
|-----------------------------------------+------------------------+----------------------+
`;
const kernelModule = `NVRM version: NVIDIA UNIX x86_64 Kernel Module  550.54.15  Tue Mar  5 22:23:56 UTC 2024
GCC version:  gcc version 12.3.0 (Ubuntu 12.3.0-1ubuntu1~22.04)
`;
const openKernelModule = `NVRM version: NVIDIA UNIX Open Kernel Module for x86_64  580.65.06  Release Build  (dvs-builder@U22)
GCC version:  gcc version 13.3.0
`;
const compiler = `nvcc: NVIDIA (R) Cuda compiler driver
Cuda compilation tools, release 12.4, V12.4.131
`;

test.each<[string, Partial<AcceleratorFacts>, ReturnType<typeof acceleratorOf>]>([
  ["nothing", {}, { kind: "cpu" }],
  ["an Apple processor", { system: "darwin", machine: "arm64" }, { kind: "mps" }],
  ["an Intel Mac", { system: "darwin", machine: "x64" }, { kind: "cpu" }],
  [
    "two devices",
    {
      devices: "570.133.20, NVIDIA H100 80GB HBM3\r\n570.133.20, NVIDIA H100 80GB HBM3\r\n",
      overview,
      kernelModule,
      compiler,
    },
    {
      kind: "cuda",
      driver: "570.133.20",
      runtime: "12.8",
      devices: ["NVIDIA H100 80GB HBM3", "NVIDIA H100 80GB HBM3"],
    },
  ],
  [
    "a driver without its tool",
    { kernelModule, compiler },
    { kind: "cuda", driver: "550.54.15", runtime: "12.4", devices: [] },
  ],
  ["the open driver", { kernelModule: openKernelModule }, { kind: "cuda", driver: "580.65.06", devices: [] }],
  [
    "a tool without a driver",
    { devices: "NVIDIA-SMI has failed because it couldn't communicate with the NVIDIA driver.\n" },
    { kind: "cpu" },
  ],
  ["no devices", { devices: "No devices were found\n" }, { kind: "cpu" }],
  ["a toolkit without a driver", { compiler }, { kind: "cpu" }],
])("%s", (_, facts, expected) => {
  expect(acceleratorOf({ ...linux, ...facts })).toEqual(expected);
});
