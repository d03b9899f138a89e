import type { Accelerator, AcceleratorDevice } from "./accelerator.ts";

/** Output of AMD's tools. A field is `undefined` if its source is missing. */
export interface RocmFacts {
  /** Output of `rocm-smi` for `rocmQuery`. */
  readonly smi: string | undefined;
  /** Output of `rocminfo`. */
  readonly info: string | undefined;
  /** Text of `/opt/rocm/.info/version`. */
  readonly version: string | undefined;
}

export const rocmQuery: readonly string[] = [
  "--showproductname",
  "--showmeminfo",
  "vram",
  "--showdriverversion",
  "--json",
];

/** Returns `undefined` if no device responds: every Linux includes a driver for AMD cards. */
export function rocmOf({ smi = "", info = "", version = "" }: RocmFacts): Accelerator | undefined {
  const cards = parseSmi(smi);
  const agents = parseInfo(info);
  // In older releases only rocminfo knows the compile target. Both tools list devices in the same order.
  const devices =
    cards.devices.length > 0
      ? cards.devices.map((card, index) =>
          agents.length === cards.devices.length ? { ...agents[index], ...card } : card,
        )
      : agents;
  if (devices.length === 0) return undefined;
  const runtime = /^\d+(\.\d+)+/.exec(version)?.[0];
  return {
    kind: "rocm",
    ...(cards.driver ? { driver: cards.driver } : {}),
    ...(runtime ? { runtime } : {}),
    devices,
  };
}

/**
 * Parses `{"card0": {"Card series": …}, "system": {"Driver version": …}}`. The case of names differs between
 * releases.
 */
function parseSmi(output: string): { driver: string | undefined; devices: AcceleratorDevice[] } {
  // Warnings may precede the JSON document.
  const rows = parseObject(output.slice(Math.max(output.indexOf("{"), 0)));
  const cards = Object.entries(rows).filter(([key]) => /^card\d+$/.test(key));
  const number = ([key]: readonly [string, unknown]): number => Number(key.slice("card".length));
  return {
    driver: fieldOf(rows.system, "driver version"),
    devices: cards
      .sort((a, b) => number(a) - number(b))
      .map(([, card]) => {
        const memory = Number(fieldOf(card, "vram total memory (b)") ?? Number.NaN);
        const capability = fieldOf(card, "gfx version");
        return {
          name: fieldOf(card, "card series") ?? fieldOf(card, "device name") ?? "AMD GPU",
          ...(capability?.startsWith("gfx") ? { capability } : {}),
          ...(memory > 0 ? { memory } : {}),
        };
      }),
  };
}

function parseObject(text: string): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "object" && value !== null ? (value as Record<string, unknown>) : {};
  } catch {
    return {};
  }
}

function fieldOf(row: unknown, name: string): string | undefined {
  if (typeof row !== "object" || row === null) return undefined;
  const [, value] = Object.entries(row).find(([key]) => key.toLowerCase() === name) ?? [];
  return typeof value === "string" && value !== "" && value !== "N/A" ? value : undefined;
}

/** Parses agents, each below a heading; processors are agents too. The first global pool of a card is its memory. */
function parseInfo(output: string): AcceleratorDevice[] {
  return output.split(/^\*+\s*\nAgent \d+\s*\n\*+\s*$/m).flatMap((agent) => {
    const capability = /^\s*Name:\s+(gfx\w+)/m.exec(agent)?.[1];
    if (!capability) return [];
    const name = /^\s*Marketing Name:[ \t]+(\S.*?)\s*$/m.exec(agent)?.[1] ?? "AMD GPU";
    const kibibytes = /Segment:\s+GLOBAL[^\n]*\n\s*Size:\s+(\d+)/.exec(agent)?.[1];
    return [{ name, capability, ...(kibibytes ? { memory: Number(kibibytes) * 1024 } : {}) }];
  });
}
