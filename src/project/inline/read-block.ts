import { parse, TomlError } from "smol-toml";
import { type Diagnostic, diagnostic, type Location } from "../../diagnostics/diagnostic.ts";
import { didYouMean, suggest } from "../../diagnostics/suggest.ts";
import { isDistributionName } from "../config/python-names.ts";
import { formatVersionRange, parseVersionRange } from "../config/version-range.ts";
import type { InlineBlock } from "./find-blocks.ts";

/** One distribution that a source requires. */
export interface InlineDependency {
  readonly distribution: string;
  readonly extras: readonly string[];
  /** `undefined`: any version. */
  readonly version: string | undefined;
  readonly location: Location;
}

/** The content of a block. */
export interface InlineDependencies {
  readonly dependencies: readonly InlineDependency[];
  readonly python?: { readonly range: string; readonly location: Location };
}

const keys = ["dependencies", "requires-python", "tool"];

/** Reads one block, or returns an SB2007 at the place of each mistake. Pure. */
export function readBlock(block: InlineBlock): InlineDependencies | readonly Diagnostic[] {
  const { file, line, text } = block;
  let table: Record<string, unknown>;
  try {
    table = parse(text);
  } catch (error) {
    if (!(error instanceof TomlError)) throw error;
    const reason = error.message.split("\n", 1)[0]?.replace(/^Invalid TOML document: /, "");
    return [
      mistake(`The block is not valid TOML: ${reason}.`, {
        file,
        line: line + error.line,
        column: error.column + 3,
      }),
    ];
  }
  const at = (fragment: string): Location => placeOf(block, fragment);
  const unknown = Object.keys(table)
    .filter((key) => !keys.includes(key))
    .map((key) => mistake(`Unknown key "${key}".${didYouMean(suggest(key, keys))}`, at(key)));
  const listed = table.dependencies ?? [];
  const isList = Array.isArray(listed) && listed.every((each) => typeof each === "string");
  const results = isList
    ? (listed as string[]).map((each) => readDependency(each, at(JSON.stringify(each))))
    : [];
  const required = table["requires-python"];
  const range = typeof required === "string" ? parseVersionRange(required) : undefined;
  const mistakes = [
    ...unknown,
    ...(isList ? [] : [mistake("dependencies: expected an array of strings.", at("dependencies"))]),
    ...results.filter((each) => "code" in each),
    ...(required === undefined || (range && "range" in range)
      ? []
      : [mistake(`requires-python: expected a version range such as ">=3.11".`, at("requires-python"))]),
  ];
  if (mistakes.length > 0) return mistakes;
  const python = range && "range" in range ? formatVersionRange(range.range) : undefined;
  return {
    dependencies: results.filter((each) => "distribution" in each),
    ...(python === undefined ? {} : { python: { range: python, location: at("requires-python") } }),
  };
}

/** PEP 508 without URLs and environment markers, which a lock for several machines cannot have. */
const requirement =
  /^\s*(?<name>[A-Z0-9][A-Z0-9._-]*)\s*(?:\[(?<extras>[^\]]*)\])?\s*(?:\((?<inside>[^)]*)\)|(?<range>[^;@(]*))(?<rest>[;@].*)?$/is;

function readDependency(text: string, location: Location): InlineDependency | Diagnostic {
  const { name = "", extras = "", inside, range = "", rest } = requirement.exec(text)?.groups ?? {};
  const shown = JSON.stringify(text);
  if (!isDistributionName(name))
    return mistake(`${shown} is not a requirement such as "numpy>=2".`, location);
  if (rest?.startsWith("@"))
    return mistake(`${shown} names a URL: packages must come from an index, with a hash.`, location);
  if (rest)
    return mistake(`${shown} has an environment marker: the lock applies to every machine.`, location);
  const extraNames = extras
    .split(",")
    .map((each) => each.trim())
    .filter(Boolean);
  if (!extraNames.every(isDistributionName))
    return mistake(`${shown} has invalid names of extras.`, location);
  const version = (inside ?? range).trim();
  const parsed = parseVersionRange(version === "" ? "*" : version);
  if ("mistake" in parsed) {
    const hint = parsed.suggestion ? didYouMean([`${name}${parsed.suggestion}`]) : "";
    return mistake(`${shown}: ${parsed.mistake}.${hint}`, location);
  }
  return { distribution: name, extras: extraNames, version: formatVersionRange(parsed.range), location };
}

/** Returns the location of a text in a block, or the block's first line if the text is written differently. */
function placeOf({ file, line, text }: InlineBlock, fragment: string): Location {
  const lines = text.split("\n");
  const index = lines.findIndex((each) => each.includes(fragment));
  if (index < 0) return { file, line, column: 1 };
  return {
    file,
    line: line + 1 + index,
    column: lines[index]!.indexOf(fragment) + 4,
    length: fragment.length,
  };
}

function mistake(text: string, location: Location): Diagnostic {
  return diagnostic("SB2007", text, { location });
}
