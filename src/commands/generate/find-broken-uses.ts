import type { Location } from "../../diagnostics/diagnostic.ts";
import type { ApiChange } from "../../facts/api-diff/api-change.ts";
import { toPythonName, toTsName } from "../../naming/names.ts";
import type { Manifest } from "../../project/manifest/manifest.ts";
import { walkManifest } from "../../stages/resolve/walk-manifest.ts";
import { memberAccesses } from "../../stages/scan/member-accesses.ts";
import type { Use } from "../../stages/scan/use.ts";
import type { LibraryReport } from "./report-libraries.ts";

/** A change of a library's API, with the places in the project's sources that it breaks. */
export interface ReportedChange extends ApiChange {
  /** Uses of the symbol or member. */
  readonly uses?: readonly Location[];
  /** For a member: accesses to any member of this name, in sources that use Python. */
  readonly perhaps?: readonly Location[];
}

/** Adds to breaking changes the uses that they break, resolved with the manifest before the upgrade. */
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
      // A use of a static member does not depend on the constructor's signature.
      const affectsMembers = kind === "symbol-gone" || kind === "kind-changed";
      const broken = places.flatMap(([key, rest, place]) =>
        key === symbol && (affectsMembers || rest === undefined) ? [place] : [],
      );
      return { ...change, uses: broken };
    }
    const certain = places.flatMap(([key, rest, place]) =>
      key === symbol && rest === member ? [place] : [],
    );
    const known = new Set(certain.map(lineOf));
    const perhaps = (accesses.get(tsNameOf(member)) ?? []).filter((place) => !known.has(lineOf(place)));
    return { ...change, uses: certain, perhaps };
  });
}

/** Returns each use with its symbol and the member that follows. */
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
