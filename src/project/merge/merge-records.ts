/**
 * Merges two records with their ancestor `base`. Keeps additions and changes of both sides. Drops keys that one side
 * removed and the other left unchanged. `choose` decides about a key with different values on both sides.
 */
export function mergeRecords<T>(
  ours: Readonly<Record<string, T>>,
  theirs: Readonly<Record<string, T>>,
  base: Readonly<Record<string, T>>,
  choose: (ours: T, theirs: T, key: string) => T,
): Record<string, T> {
  const keys = new Set([...Object.keys(ours), ...Object.keys(theirs)]);
  return Object.fromEntries(
    [...keys].flatMap((key) => {
      const [one, other, before] = [ownValue(ours, key), ownValue(theirs, key), ownValue(base, key)];
      if (one === undefined || other === undefined) {
        const only = (one === undefined ? other : one) as T;
        return before !== undefined && isEqual(only, before) ? [] : [[key, only] as const];
      }
      if (isEqual(one, other) || isEqual(other, before)) return [[key, one] as const];
      return [[key, isEqual(one, before) ? other : choose(one, other, key)] as const];
    }),
  );
}

function ownValue<T>(record: Readonly<Record<string, T>>, key: string): T | undefined {
  return Object.hasOwn(record, key) ? record[key] : undefined;
}

export function isEqual(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}
