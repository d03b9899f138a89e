/** numpy's `NaT`, "not a time". */
const notATime = -(2n ** 63n);

const secondsPer: Readonly<Record<string, bigint>> = { W: 604_800n, D: 86_400n, h: 3600n, m: 60n, s: 1n };
const fractionDigits: Readonly<Record<string, number>> = { ms: 3, us: 6, ns: 9, ps: 12, fs: 15, as: 18 };
const unitNames: Readonly<Record<string, string>> = {
  Y: "years",
  M: "months",
  W: "weeks",
  D: "days",
  h: "hours",
  m: "minutes",
  s: "seconds",
  ms: "milliseconds",
  us: "microseconds",
  ns: "nanoseconds",
  ps: "picoseconds",
  fs: "femtoseconds",
  as: "attoseconds",
};

/** Formats a `datetime64` as numpy does: ISO 8601 down to the dtype's unit, or `NaT`. */
export function datetime64Text(count: bigint, dtype: string): string {
  if (count === notATime) return "NaT";
  const [times, unit] = unitOf(dtype);
  const months = monthsOf(count * times, unit);
  if (months !== undefined) {
    const [years, month] = divide(months, 12n);
    return unit === "Y" ? yearText(years + 1970n) : `${yearText(years + 1970n)}-${pad(month + 1n)}`;
  }
  const [days, clock, fraction] = split(count * times, unit);
  const date = dateText(days);
  if (unit === "D" || unit === "W") return date;
  const parts = [clock / 3600n, (clock / 60n) % 60n, clock % 60n].map((part) => pad(part));
  if (unit === "h") return `${date}T${parts[0]}`;
  if (unit === "m") return `${date}T${parts[0]}:${parts[1]}`;
  return `${date}T${parts.join(":")}${fraction}`;
}

/** Formats a `timedelta64` as numpy does: `5 days`, or `NaT`. */
export function timedelta64Text(count: bigint, dtype: string): string {
  if (count === notATime) return "NaT";
  const [times, unit] = unitOf(dtype);
  return `${count * times} ${unitNames[unit] ?? "generic units"}`;
}

/** Returns the moment, interpreted as UTC, to the millisecond. Returns an invalid Date for `NaT`. */
export function datetime64Date(count: bigint, dtype: string): Date {
  const [times, unit] = unitOf(dtype);
  if (count === notATime) return new Date(Number.NaN);
  const months = monthsOf(count * times, unit);
  if (months !== undefined) return new Date(Date.UTC(1970, Number(months)));
  const [days, clock, fraction] = split(count * times, unit);
  return new Date(Number(days * 86_400n + clock) * 1000 + Number(fraction.slice(1, 4)));
}

function unitOf(dtype: string): [times: bigint, unit: string] {
  const [, times, unit] = /\[(\d*)(\w+)\]$/.exec(dtype) ?? ["", "", ""];
  return [BigInt(times || 1), unit!];
}

function monthsOf(count: bigint, unit: string): bigint | undefined {
  return unit === "Y" ? count * 12n : unit === "M" ? count : undefined;
}

function split(count: bigint, unit: string): [days: bigint, seconds: bigint, fraction: string] {
  const digits = fractionDigits[unit] ?? 0;
  const [seconds, rest] = divide(count * (secondsPer[unit] ?? 1n), 10n ** BigInt(digits));
  return [...divide(seconds, 86_400n), digits === 0 ? "" : `.${String(rest).padStart(digits, "0")}`];
}

/** Returns the Gregorian date of a day counted from 1970-01-01. Unlike `Date`, it supports any year. */
function dateText(days: bigint): string {
  const [era, ofEra] = divide(days + 719_468n, 146_097n);
  const year = (ofEra - ofEra / 1460n + ofEra / 36_524n - ofEra / 146_096n) / 365n;
  const ofYear = ofEra - (365n * year + year / 4n - year / 100n);
  const shifted = (5n * ofYear + 2n) / 153n;
  const month = shifted < 10n ? shifted + 3n : shifted - 9n;
  const day = ofYear - (153n * shifted + 2n) / 5n + 1n;
  return `${yearText(year + era * 400n + (month <= 2n ? 1n : 0n))}-${pad(month)}-${pad(day)}`;
}

function divide(value: bigint, by: bigint): [quotient: bigint, rest: bigint] {
  const rest = ((value % by) + by) % by;
  return [(value - rest) / by, rest];
}

function yearText(year: bigint): string {
  return year < 0n ? `-${String(-year).padStart(4, "0")}` : String(year).padStart(4, "0");
}

function pad(value: bigint): string {
  return String(value).padStart(2, "0");
}
