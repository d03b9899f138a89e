import type { Location } from "../../diagnostics/diagnostic.ts";
import type { ApiChange } from "../../facts/api-diff/api-change.ts";
import { toPythonName, toTsName } from "../../naming/names.ts";
import type { Manifest } from "../../project/manifest/manifest.ts";
import { walkManifest } from "../../stages/resolve/walk-manifest.ts";
import { memberAccesses } from "../../stages/scan/member-accesses.ts";
import type { Use } from "../../stages/scan/use.ts";
import type { LibraryReport } from "./report-libraries.ts";

/** A change, and the places in the project's sources that it concerns, where it breaks something. */
export interface ReportedChange extends ApiChange {
  /** Uses of the very symbol or member. */
  readonly uses?: readonly Location[];
  /** Of a member: where something has a member of this name, in sources that use Python. */
  readonly perhaps?: readonly Location[];
}

/** The reports with the uses that breaking changes concern, by the manifest that knew what they were. */
export async function withBrokenUses(
  reports: readonly LibraryReport[],
  before: Manifest,
  uses: readonly Use[],
  root: string,
): Promise<readonly LibraryReport<ReportedChange>[]> {
  return await Promise.all(
    reports.map(async (report) => ({
      ...report,
      changes: await findBrokenUses(report.changes, before, uses, root),
    })),
  );
}

async function findBrokenUses(
  changes: readonly ApiChange[],
  before: Manifest,
  uses: readonly Use[],
  root: string,
): Promise<readonly ReportedChange[]> {
  const places = usesByName(uses, before);
  const members = changes.flatMap(({ member, breaking }) => (member && breaking ? [tsNameOf(member)] : []));
  const files = [...new Set(uses.map(({ location }) => location.file))];
  const accesses =
    members.length === 0
      ? new Map<string, Location[]>()
      : await memberAccesses(root, files, new Set(members));
  return changes.map((change) => {
    if (!change.breaking) return change;
    const { symbol, member, kind } = change;
    if (member === undefined) {
      // Who uses a member by the name of its class has no part in how the class is made.
      const isWhole = kind === "symbol-gone" || kind === "kind-changed";
      const found = places.flatMap(([key, rest, place]) =>
        key === symbol && (isWhole || rest === undefined) ? [place] : [],
      );
      return { ...change, uses: found };
    }
    const sure = places.flatMap(([key, rest, place]) => (key === symbol && rest === member ? [place] : []));
    const known = new Set(sure.map(lineOf));
    const perhaps = (accesses.get(tsNameOf(member)) ?? []).filter((place) => !known.has(lineOf(place)));
    return { ...change, uses: sure, perhaps };
  });
}

/** Each use with the symbol that it means, and the member of it that follows. */
function usesByName(
  uses: readonly Use[],
  before: Manifest,
): readonly (readonly [symbol: string, member: string | undefined, place: Location])[] {
  return uses.flatMap(({ module, path, location }) => {
    const end = walkManifest(before, module, path);
    const symbol = "known" in end ? end.known.at(-1) : undefined;
    if (symbol === undefined) return [];
    const depth = (name: string): number => name.split(".").length;
    const [home = "", name] = symbol.split(":");
    const taken = depth(home) - depth(module) + (name ? 1 : 0);
    const next = path[taken];
    return [[symbol, next === undefined ? undefined : toPythonName(next), location] as const];
  });
}

function tsNameOf(member: string): string {
  return toTsName(member, "member");
}

function lineOf({ file, line }: Location): string {
  return `${file}:${line}`;
}
