/** The line, counted from 1, where what was found begins to differ. */
export function firstDifference(found: string, content: string): number {
  const [a, b] = [found.split("\n"), content.split("\n")];
  const at = a.findIndex((line, index) => line !== b[index]);
  return at < 0 ? a.length : at + 1;
}
