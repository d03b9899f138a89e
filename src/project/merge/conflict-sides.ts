/** The texts in a file with merge conflict markers. */
interface ConflictSides {
  readonly ours: string;
  readonly theirs: string;
  /** The common ancestor, if git is configured to show it. */
  readonly base: string | undefined;
}

/** Returns the text of each side, with everything outside the conflict markers; `undefined` without markers. */
function conflictSides(text: string): ConflictSides | undefined {
  if (!/^<{7}( |\r?$)/m.test(text)) return undefined;
  const [ours, theirs, base]: [string[], string[], string[]] = [[], [], []];
  const all = [ours, theirs, base];
  let targets: readonly string[][] = all;
  let showsBase = false;
  for (const line of text.split("\n")) {
    if (/^<{7}( |\r?$)/.test(line)) targets = [ours];
    else if (/^\|{7}( |\r?$)/.test(line)) {
      targets = [base];
      showsBase = true;
    } else if (/^={7}\r?$/.test(line)) targets = [theirs];
    else if (/^>{7}( |\r?$)/.test(line)) targets = all;
    else for (const side of targets) side.push(line);
  }
  const joined = (lines: readonly string[]): string => lines.join("\n");
  return { ours: joined(ours), theirs: joined(theirs), base: showsBase ? joined(base) : undefined };
}

/** Reads a file that may have merge conflict markers: parses each side and merges them. */
export function readSides<T>(
  text: string,
  parse: (text: string) => T,
  merge: (ours: T, theirs: T, base?: T) => T,
): T {
  const sides = conflictSides(text);
  if (!sides) return parse(text);
  return merge(parse(sides.ours), parse(sides.theirs), ancestor(sides.base, parse));
}

/** Parses the ancestor. Without it, nothing counts as removed; git may show an incomplete one, with lines moved out. */
function ancestor<T>(text: string | undefined, parse: (text: string) => T): T | undefined {
  try {
    return text === undefined ? undefined : parse(text);
  } catch {
    return undefined;
  }
}
