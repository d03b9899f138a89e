import { explain } from "@renovatebot/pep440";

/** A version range as in a Python requirement: clauses that must all hold (PEP 440). No clause: any version. */
export interface VersionRange {
  readonly clauses: readonly VersionClause[];
}

export interface VersionClause {
  readonly operator: "~=" | "==" | "!=" | "<=" | ">=" | "<" | ">" | "===";
  /** As written, without spaces; may end in `.*` after `==` and `!=`. */
  readonly version: string;
}

export type ParsedRange =
  | { readonly range: VersionRange }
  /** The mistake, and a suggested range. */
  | { readonly mistake: string; readonly suggestion?: string };

const clausePattern = /^(===|~=|==|!=|<=|>=|<|>)\s*(.*)$/;

/** Reads `">=2,<3"`, `"==1.4.*"`, `"~=2.1"` or `"*"` (any version). */
export function parseVersionRange(text: string): ParsedRange {
  const trimmed = text.trim();
  if (trimmed === "*") return { range: { clauses: [] } };
  if (trimmed === "") return { mistake: "it is empty", suggestion: "*" };
  const clauses: VersionClause[] = [];
  for (const part of trimmed.split(",")) {
    const clause = parseClause(part.trim());
    if ("mistake" in clause) {
      const suggestion = npmRange(trimmed);
      return { mistake: clause.mistake, ...(suggestion ? { suggestion } : {}) };
    }
    clauses.push(clause);
  }
  return { range: { clauses } };
}

/** Prints a range as in a requirement; `undefined` for any version. */
export function formatVersionRange(range: VersionRange): string | undefined {
  if (range.clauses.length === 0) return undefined;
  return range.clauses.map(({ operator, version }) => `${operator}${version}`).join(",");
}

function parseClause(text: string): VersionClause | { readonly mistake: string } {
  if (text === "") return { mistake: "a clause between commas is empty" };
  const match = clausePattern.exec(text);
  if (!match) return { mistake: `"${text}" does not begin with one of == != <= >= < > ~= ===` };
  const operator = match[1] as VersionClause["operator"];
  const version = match[2] ?? "";
  if (/\s[~=!<>]/.test(version)) return { mistake: `clauses are separated by commas, in "${text}"` };
  if (version === "") return { mistake: `no version follows "${operator}"` };
  // Arbitrary equality compares strings, so every text is allowed.
  if (operator === "===") return { operator, version };
  const wildcard = version.endsWith(".*");
  const parsed = explain(wildcard ? version.slice(0, -2) : version);
  if (!parsed) return { mistake: `"${version}" is not a version` };
  const { release, is_devrelease: isDev, local } = parsed;
  const equality = operator === "==" || operator === "!=";
  if (wildcard && !equality) return { mistake: `".*" can only follow == and !=, in "${text}"` };
  if (wildcard && (isDev || local))
    return { mistake: `".*" cannot follow a dev or local version, in "${text}"` };
  if (local && !equality) return { mistake: `a local version (+…) can only follow == and !=, in "${text}"` };
  if (operator === "~=" && release.length < 2)
    return { mistake: `~= needs at least two numbers, as in "~=${version}.0"` };
  return { operator, version };
}

/** Translates an npm range: `^1.2` → `>=1.2,<2`, `2.1` → `==2.1.*`; `undefined` if it is none. */
function npmRange(text: string): string | undefined {
  const parts = text.split(/\s*,\s*|\s+(?=[~^=!<>\d])/).map(npmClause);
  return parts.includes(undefined) ? undefined : parts.join(",");
}

function npmClause(text: string): string | undefined {
  if (!("mistake" in parseClause(text))) return text;
  if (text === "latest") return "*";
  const match = /^([\^~=]?)\s*v?(\d+(?:\.\d+)*)((?:\.[x*])+)?$/.exec(text);
  if (!match) return undefined;
  const [, sign, release = "", wildcard] = match;
  const numbers = release.split(".").map(Number);
  const [major = 0, minor = 0] = numbers;
  if (sign === "^") {
    const caret = major > 0 || numbers.length === 1 ? `${major + 1}` : `${major}.${minor + 1}`;
    return `>=${release},<${caret}`;
  }
  if (sign === "~") return `>=${release},<${numbers.length === 1 ? major + 1 : `${major}.${minor + 1}`}`;
  return wildcard || numbers.length < 3 ? `==${release}.*` : `==${release}`;
}
