const pattern = /^(\d{4}-\d{2}-\d{2})(T\d{2}:\d{2}:\d{2}(?:\.\d+)?(?:Z|[+-]\d{2}:\d{2}))?$/;

/**
 * Returns the UTC time of `excludeNewer`. A day counts to its end in UTC on every machine; uv would use the machine's time
 * zone. Returns `undefined` for a text that is neither a day nor a timestamp.
 */
export function uploadCutoff(text: string): string | undefined {
  const [, day, time] = pattern.exec(text) ?? [];
  const begin = Date.parse(`${day}T00:00:00Z`);
  // `Date` reads the 31st of June as the first of July.
  if (day === undefined || Number.isNaN(begin) || new Date(begin).toISOString().slice(0, 10) !== day)
    return undefined;
  const cutoff = time === undefined ? begin + 24 * 60 * 60 * 1000 : Date.parse(text);
  return Number.isNaN(cutoff) ? undefined : new Date(cutoff).toISOString();
}
