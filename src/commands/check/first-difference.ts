/** Returns the first line that differs, counted from 1. */
export function firstDifference(actual: string, expected: string): number {
  const [a, b] = [actual.split("\n"), expected.split("\n")];
  const at = a.findIndex((line, index) => line !== b[index]);
  return at < 0 ? a.length : at + 1;
}
