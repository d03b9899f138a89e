/** What a file with a merge's conflict markers stands for. */
interface ConflictSides {
  readonly ours: string;
  readonly theirs: string;
  /** The common ancestor, where git was told to show it. */
  readonly base: string | undefined;
}

/** The texts between the conflict markers of a merge, each with all that is outside; `undefined` without any. */
function conflictSides(text: string): ConflictSides | undefined {
  if (!/^<{7}( |\r?$)/m.test(text)) return undefined;
  const [ours, theirs, base]: [string[], string[], string[]] = [[], [], []];
  const all = [ours, theirs, base];
  let into: readonly string[][] = all;
  let showsBase = false;
  for (const line of text.split("\n")) {
    if (/^<{7}( |\r?$)/.test(line)) into = [ours];
    else if (/^\|{7}( |\r?$)/.test(line)) {
      into = [base];
      showsBase = true;
    } else if (/^={7}\r?$/.test(line)) into = [theirs];
    else if (/^>{7}( |\r?$)/.test(line)) into = all;
    else for (const side of into) side.push(line);
  }
  const joined = (lines: readonly string[]): string => lines.join("\n");
  return { ours: joined(ours), theirs: joined(theirs), base: showsBase ? joined(base) : undefined };
}

/** Reads a file that may be in the middle of a merge: each side by `parse`, and what they mean together by `unite`. */
export function readSides<T>(
  text: string,
  parse: (text: string) => T,
  unite: (ours: T, theirs: T, base?: T) => T,
): T {
  const sides = conflictSides(text);
  if (!sides) return parse(text);
  return unite(parse(sides.ours), parse(sides.theirs), ancestor(sides.base, parse));
}

/** Without it nothing is taken for removed. Git may show one that is no whole file, having moved lines out of it. */
function ancestor<T>(text: string | undefined, parse: (text: string) => T): T | undefined {
  try {
    return text === undefined ? undefined : parse(text);
  } catch {
    return undefined;
  }
}
