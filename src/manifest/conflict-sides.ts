/** The two texts that a file with a merge's conflict markers stands for; `undefined` for a file without any. */
export function conflictSides(text: string): [ours: string, theirs: string] | undefined {
  if (!/^<{7}( |\r?$)/m.test(text)) return undefined;
  const ours: string[] = [];
  const theirs: string[] = [];
  let into: readonly string[][] = [ours, theirs];
  for (const line of text.split("\n")) {
    if (/^<{7}( |\r?$)/.test(line)) into = [ours];
    // The common ancestor, where git is told to show it.
    else if (/^\|{7}( |\r?$)/.test(line)) into = [];
    else if (/^={7}\r?$/.test(line)) into = [theirs];
    else if (/^>{7}( |\r?$)/.test(line)) into = [ours, theirs];
    else for (const side of into) side.push(line);
  }
  return [ours.join("\n"), theirs.join("\n")];
}
