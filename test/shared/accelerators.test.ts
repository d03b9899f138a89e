import { describe, expect, it } from "vitest";
import { lockedAccelerator } from "../../src/environment/python/detect-accelerator.ts";
import { accelerators } from "../../src/runtime/index.ts";
import type { Accelerator, MachineFacts } from "../../src/shared/accelerators/accelerator.ts";
import { acceleratorsOf } from "../../src/shared/accelerators/accelerators-of.ts";
import type { NvidiaFacts } from "../../src/shared/accelerators/nvidia.ts";
import type { RocmFacts } from "../../src/shared/accelerators/rocm.ts";

const linux: MachineFacts = { system: "linux", machine: "x64", processor: "A processor", memory: 8 };
const processor = { name: "A processor", memory: 8 };
const gibibyte = 2 ** 30;

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
const h100 = { name: "NVIDIA H100 80GB HBM3", memory: 81559 * 2 ** 20, capability: "9.0" };

describe("NVIDIA", () => {
  it.each<[string, Partial<NvidiaFacts>, Accelerator | undefined]>([
    ["nothing", {}, undefined],
    [
      "two devices",
      {
        devices:
          "570.133.20, NVIDIA H100 80GB HBM3, 81559, 9.0\r\n570.133.20, NVIDIA H100 80GB HBM3, 81559, 9.0\r\n",
        overview,
        kernelModule,
        compiler,
      },
      { kind: "cuda", driver: "570.133.20", runtime: "12.8", devices: [h100, h100] },
    ],
    [
      "a driver that tells no capability",
      { devices: "470.256.02, Tesla K80, 11441\n" },
      { kind: "cuda", driver: "470.256.02", devices: [{ name: "Tesla K80", memory: 11441 * 2 ** 20 }] },
    ],
    [
      "a device without memory of its own",
      { devices: "580.95.05, NVIDIA GB10, [N/A], 12.1\n" },
      { kind: "cuda", driver: "580.95.05", devices: [{ name: "NVIDIA GB10", capability: "12.1" }] },
    ],
    [
      "a driver without its tool",
      { kernelModule, compiler },
      { kind: "cuda", driver: "550.54.15", runtime: "12.4", devices: [] },
    ],
    [
      "the open driver",
      { kernelModule: openKernelModule },
      { kind: "cuda", driver: "580.65.06", devices: [] },
    ],
    [
      "a tool without a driver",
      { devices: "NVIDIA-SMI has failed because it couldn't communicate with the NVIDIA driver.\n" },
      undefined,
    ],
    ["no devices", { devices: "No devices were found\n" }, undefined],
    ["a toolkit without a driver", { compiler }, undefined],
  ])("%s", (_, facts, expected) => {
    const nothing = { devices: undefined, overview: undefined, kernelModule: undefined, compiler: undefined };
    const found = acceleratorsOf({ ...linux, nvidia: { ...nothing, ...facts } });
    expect(found).toEqual([...(expected ? [expected] : []), { kind: "cpu", devices: [processor] }]);
  });
});

const olderSmi = JSON.stringify({
  card0: {
    "VRAM Total Memory (B)": `${64 * gibibyte}`,
    "Card series": "Instinct MI210",
    "Card model": "0x0c34",
  },
  system: { "Driver version": "5.18.13" },
});
const newerSmi = `WARNING: AMD GPU device(s) is/are in a low-power state. Check power control/runtime_status

${JSON.stringify({
  card10: { "Card Series": "AMD Instinct MI300X", "GFX Version": "gfx942", "VRAM Total Memory (B)": "N/A" },
  card2: {
    "Card Series": "AMD Instinct MI210",
    "GFX Version": "gfx90a",
    "VRAM Total Memory (B)": `${gibibyte}`,
  },
  system: { "Driver version": "6.14.14" },
})}`;
const rocminfo = `ROCk module is loaded
=====================
HSA System Attributes
=====================
Runtime Version:         1.1
==========
HSA Agents
==========
*******                  
Agent 1                  
*******                  
  Name:                    Intel(R) Xeon(R) Gold 6330 CPU @ 2.00GHz
  Uuid:                    CPU-XX                             
  Marketing Name:          Intel(R) Xeon(R) Gold 6330 CPU @ 2.00GHz
  Vendor Name:             CPU                                
  Device Type:             CPU                                
  Pool Info:               
    Pool 1                   
      Segment:                 GLOBAL; FLAGS: FINE GRAINED        
      Size:                    264181660(0xfbf179c) KB            
*******                  
Agent 2                  
*******                  
  Name:                    gfx90a                             
  Uuid:                    GPU-024b776f768a638b               
  Marketing Name:          AMD Instinct MI210                 
  Vendor Name:             AMD                                
  Device Type:             GPU                                
  Pool Info:               
    Pool 1                   
      Segment:                 GLOBAL; FLAGS: COARSE GRAINED      
      Size:                    67092480(0x3ffc000) KB             
  ISA Info:                
    ISA 1                    
      Name:                    amdgcn-amd-amdhsa--gfx90a:sramecc+:xnack-
*** Done ***             
`;

describe("AMD", () => {
  it.each<[string, Partial<RocmFacts>, Accelerator | undefined]>([
    ["nothing", {}, undefined],
    [
      "ROCm without a device",
      { smi: "{}", info: "ROCk module is NOT loaded", version: "6.1.2-119\n" },
      undefined,
    ],
    ["a tool that prints garbage", { smi: "No AMD GPUs specified {" }, undefined],
    [
      "an older rocm-smi, and rocminfo",
      { smi: olderSmi, info: rocminfo, version: "6.1.2-119\n" },
      {
        kind: "rocm",
        driver: "5.18.13",
        runtime: "6.1.2",
        devices: [{ name: "Instinct MI210", capability: "gfx90a", memory: 64 * gibibyte }],
      },
    ],
    [
      "a newer rocm-smi",
      { smi: newerSmi },
      {
        kind: "rocm",
        driver: "6.14.14",
        devices: [
          { name: "AMD Instinct MI210", capability: "gfx90a", memory: gibibyte },
          { name: "AMD Instinct MI300X", capability: "gfx942" },
        ],
      },
    ],
    [
      "rocminfo alone",
      { info: rocminfo },
      {
        kind: "rocm",
        devices: [{ name: "AMD Instinct MI210", capability: "gfx90a", memory: 67092480 * 1024 }],
      },
    ],
  ])("%s", (_, facts, expected) => {
    const found = acceleratorsOf({
      ...linux,
      amd: { smi: undefined, info: undefined, version: undefined, ...facts },
    });
    expect(found).toEqual([...(expected ? [expected] : []), { kind: "cpu", devices: [processor] }]);
  });
});

it("reports Metal only for Apple's own processors", () => {
  const kinds = (machine: string) =>
    acceleratorsOf({ ...linux, system: "darwin", machine }).map(({ kind }) => kind);
  expect(kinds("arm64")).toEqual(["mps", "cpu"]);
  expect(kinds("x64")).toEqual(["cpu"]);
});

it("the lock records the facts that select packages", () => {
  expect(
    lockedAccelerator({ kind: "cuda", driver: "570.1", runtime: "12.8", devices: [h100, h100] }),
  ).toEqual({
    kind: "cuda",
    driver: "570.1",
    runtime: "12.8",
    devices: [h100.name, h100.name],
    capabilities: ["9.0"],
  });
  expect(lockedAccelerator({ kind: "cpu", devices: [processor] })).toEqual({ kind: "cpu" });
});

it("findAccelerators reports at least the processor", async () => {
  const found = await accelerators();
  expect(found.at(-1)).toMatchObject({ kind: "cpu", devices: [{ name: expect.stringMatching(/./) }] });
  expect(found.at(-1)?.devices[0]?.memory).toBeGreaterThan(2 ** 20);
  expect(await accelerators()).toBe(found);
});
