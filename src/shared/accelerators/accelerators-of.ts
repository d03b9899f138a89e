import type { Accelerator, MachineFacts } from "./accelerator.ts";
import { cudaOf } from "./nvidia.ts";
import { rocmOf } from "./rocm.ts";

/** Lists the machine's accelerators, best first. The processor is always the last entry. */
export function acceleratorsOf(facts: MachineFacts): readonly [Accelerator, ...Accelerator[]] {
  const { system, machine, processor, memory, nvidia, amd } = facts;
  const device = { name: processor, memory };
  const cpu: Accelerator = { kind: "cpu", devices: [device] };
  const others: readonly (Accelerator | undefined)[] = [
    nvidia && cudaOf(nvidia),
    amd && rocmOf(amd),
    system === "darwin" && machine === "arm64" ? { kind: "mps", devices: [device] } : undefined,
  ];
  const [best, ...rest] = others.filter((each) => each !== undefined);
  return best ? [best, ...rest, cpu] : [cpu];
}
