import { PyDate, PyDateTime, PyTime, PyTimeDelta } from "../values/temporal.ts";
import { EncodingFailure } from "./failure.ts";

// JavaScript's Temporal, or a polyfill, recognized by its tags. Nothing here requires that it exists.

interface Calendared {
  readonly calendarId: string;
  readonly year: number;
  readonly month: number;
  readonly day: number;
}

interface Clock {
  readonly hour: number;
  readonly minute: number;
  readonly second: number;
  readonly millisecond: number;
  readonly microsecond: number;
  readonly nanosecond: number;
}

interface Zoned extends Calendared, Clock {
  readonly timeZoneId: string;
  readonly offsetNanoseconds: number;
  toPlainDateTime(): { toZonedDateTime(zone: string, how: { disambiguation: "earlier" }): Zoned };
}

interface Instant {
  toZonedDateTimeISO(zone: string): Zoned;
}

type Duration = Record<
  | ("years" | "months" | "weeks" | "days" | "hours" | "minutes")
  | ("seconds" | "milliseconds" | "microseconds" | "nanoseconds"),
  number
>;

const readers: Readonly<Record<string, (value: never) => unknown>> = {
  "Temporal.Instant": (value: Instant) => {
    const utc = value.toZonedDateTimeISO("UTC");
    return new PyDateTime(asDate(utc), asTime(utc, 0, 0));
  },
  "Temporal.ZonedDateTime": (value: Zoned) => {
    const offset = value.offsetNanoseconds / 1e9;
    const zone = /^[+-]/.test(value.timeZoneId) ? offset : value.timeZoneId;
    return new PyDateTime(asDate(value), asTime(value, zone, foldOf(value)), offset);
  },
  "Temporal.PlainDateTime": (value: Calendared & Clock) => new PyDateTime(asDate(value), asTime(value)),
  "Temporal.PlainDate": (value: Calendared) => asDate(value),
  "Temporal.PlainTime": (value: Clock) => asTime(value),
  "Temporal.Duration": asTimeDelta,
};

/** The tags, as in `Object.prototype.toString`, of the Temporal objects for which Python has a type. */
export const temporalTags: readonly string[] = Object.keys(readers);

/** Converts a Temporal object to the equivalent value of this package. */
export function fromTemporal(tag: string, value: object): unknown {
  return readers[tag]!(value as never);
}

function asDate({ calendarId, year, month, day }: Calendared): PyDate {
  if (calendarId !== "iso8601")
    throw new EncodingFailure(`Python's dates use the ISO calendar, not ${calendarId}`);
  if (year < 1 || year > 9999) throw new EncodingFailure(`Python's dates have no year ${year}`);
  return new PyDate(year, month, day);
}

function asTime(clock: Clock, zone: number | string | null = null, fold = 0): PyTime {
  if (clock.nanosecond !== 0) throw finerThanMicroseconds(clock.nanosecond);
  const microsecond = clock.millisecond * 1000 + clock.microsecond;
  return new PyTime(clock.hour, clock.minute, clock.second, microsecond, zone, fold);
}

/** Returns 1 for the second of two moments with the same clock time, else 0. */
function foldOf(value: Zoned): number {
  const earlier = value.toPlainDateTime().toZonedDateTime(value.timeZoneId, { disambiguation: "earlier" });
  return earlier.offsetNanoseconds === value.offsetNanoseconds ? 0 : 1;
}

function asTimeDelta(duration: Duration): PyTimeDelta {
  if (duration.years !== 0 || duration.months !== 0)
    throw new EncodingFailure(
      "a timedelta has no years and months: their length depends on where they begin",
    );
  if (duration.nanoseconds % 1000 !== 0) throw finerThanMicroseconds(duration.nanoseconds % 1000);
  const hours = (BigInt(duration.weeks) * 7n + BigInt(duration.days)) * 24n + BigInt(duration.hours);
  const seconds = (hours * 60n + BigInt(duration.minutes)) * 60n + BigInt(duration.seconds);
  const microseconds =
    (seconds * 1000n + BigInt(duration.milliseconds)) * 1000n +
    BigInt(duration.microseconds) +
    BigInt(duration.nanoseconds / 1000);
  return PyTimeDelta.fromMicroseconds(microseconds);
}

function finerThanMicroseconds(nanoseconds: number): EncodingFailure {
  return new EncodingFailure(`Python counts microseconds: ${nanoseconds} ns would be lost`);
}
