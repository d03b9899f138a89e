const pattern = /^(\d{4}-\d{2}-\d{2})(T\d{2}:\d{2}:\d{2}(?:\.\d+)?(?:Z|[+-]\d{2}:\d{2}))?$/;

/**
 * The moment that `excludeNewer` means, in UTC: a day counts to its end, everywhere the same, where uv would take the day
 * of the machine's time zone. `undefined`: neither a day nor a moment.
 */
export function uploadCutoff(text: string): string | undefined {
  const [, day, time] = pattern.exec(text) ?? [];
  const begin = Date.parse(`${day}T00:00:00Z`);
  // `Date` takes the 31st of June for the first of July.
  if (day === undefined || Number.isNaN(begin) || new Date(begin).toISOString().slice(0, 10) !== day)
    return undefined;
  const moment = time === undefined ? begin + 24 * 60 * 60 * 1000 : Date.parse(text);
  return Number.isNaN(moment) ? undefined : new Date(moment).toISOString();
}
