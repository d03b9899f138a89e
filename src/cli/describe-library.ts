import type { ReportedChange } from "../commands/generate/find-broken-uses.ts";
import type { LibraryReport } from "../commands/generate/report-libraries.ts";
import { cleanText } from "../diagnostics/clean-text.ts";
import type { Location } from "../diagnostics/diagnostic.ts";
import { describeChange } from "../facts/api-diff/api-change.ts";

/** How many changes and places are listed; `--json` lists all. */
const maxHarmless = 20;
const maxPlaces = 5;

/** Describes a run's work for one library, and the changes of an upgrade: breaking ones first, with the places they break. */
export function describeLibrary(library: LibraryReport<ReportedChange>): string[] {
  const { name, version, found, added, kept, tiers, upgrade, changes, seconds } = library;
  const time = seconds === undefined ? "" : `${seconds.toFixed(1)} s`;
  const signatures = Object.entries(tiers).map(([tier, count]) => `${count} ${tier}`);
  const counts = `${found} found, ${added} added, ${kept} kept`;
  const title = upgrade ? `${name} ${upgrade.from} -> ${upgrade.to}` : version ? `${name} ${version}` : name;
  return [
    [title, counts, signatures.join(", "), time].filter(Boolean).join("  "),
    ...describeChanges(changes).map((line) => `  ${cleanText(line)}`),
  ];
}

function describeChanges(changes: readonly ReportedChange[]): string[] {
  const breaking = changes.filter((change) => change.breaking);
  const harmless = changes.filter((change) => !change.breaking);
  const left = harmless.length - maxHarmless;
  return [
    ...breaking.flatMap((change) => [
      `breaking  ${describeChange(change)}`,
      ...list("used at", change.uses),
      ...list("perhaps at", change.perhaps),
    ]),
    ...harmless.slice(0, maxHarmless).map((change) => `          ${describeChange(change)}`),
    ...(left > 0 ? [`          and ${left} more that break nothing: --json lists them`] : []),
  ];
}

function list(label: string, places: readonly Location[] = []): string[] {
  if (places.length === 0) return [];
  const named = [...new Set(places.map(({ file, line }) => `${file}:${line}`))];
  const more = named.length > maxPlaces ? `, and ${named.length - maxPlaces} more` : "";
  return [`            ${label} ${named.slice(0, maxPlaces).join(", ")}${more}`];
}
