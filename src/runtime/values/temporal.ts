import { inspectAs } from "./inspect.ts";

/** Seconds east of UTC, an IANA name, or `null` for a naive time. */
export type Zone = number | string | null;

const datePattern = /^(\d{4})-(\d{2})-(\d{2})$/;
const timePattern =
  /^(\d{2}):(\d{2}):(\d{2})(?:\.(\d{1,6}))?(?:(Z)|([+-]\d{2}):(\d{2})(?::(\d{2}))?)?(?:\[([^\]]+)\])?$/;

/** A Python `date`. `month` counts from 1. */
export class PyDate {
  readonly year: number;
  readonly month: number;
  readonly day: number;

  constructor(year: number, month: number, day: number) {
    this.year = year;
    this.month = month;
    this.day = day;
  }

  static parse(text: string): PyDate {
    const [year, month, day] = numbers(datePattern, text, "date");
    return new PyDate(year!, month!, day!);
  }

  /** Returns midnight UTC of this day. */
  toDate(): Date {
    return new Date(utcMilliseconds(this, midnight));
  }

  toString(): string {
    return `${pad(this.year, 4)}-${pad(this.month, 2)}-${pad(this.day, 2)}`;
  }

  toJSON(): string {
    return this.toString();
  }
}

inspectAs(PyDate, (value) => `date(${value})`);

/** A Python `time`, to the microsecond. */
export class PyTime {
  readonly hour: number;
  readonly minute: number;
  readonly second: number;
  readonly microsecond: number;
  readonly zone: Zone;
  readonly fold: number;

  constructor(hour: number, minute = 0, second = 0, microsecond = 0, zone: Zone = null, fold = 0) {
    this.hour = hour;
    this.minute = minute;
    this.second = second;
    this.microsecond = microsecond;
    this.zone = zone;
    this.fold = fold;
  }

  /** Parses ISO text. `zone` replaces a zone in the text, which has the form that `toString()` writes. */
  static parse(text: string, zone: Zone = null, fold = 0): PyTime {
    const { hour, minute, second, microsecond, offset, name } = timeParts(text);
    return new PyTime(hour, minute, second, microsecond, zone ?? name ?? offset, fold);
  }

  /** ISO text without the zone. */
  get clock(): string {
    const fraction = this.microsecond === 0 ? "" : `.${pad(this.microsecond, 6)}`;
    return `${pad(this.hour, 2)}:${pad(this.minute, 2)}:${pad(this.second, 2)}${fraction}`;
  }

  toString(): string {
    return this.clock + zoneText(this.zone);
  }

  toJSON(): string {
    return this.toString();
  }
}

inspectAs(PyTime, (value) => `time(${value})`);

const midnight = new PyTime(0);

/** A Python `datetime`, to the microsecond, with its time zone. */
export class PyDateTime {
  readonly date: PyDate;
  readonly time: PyTime;
  /** Seconds east of UTC at this moment; `null` when naive. */
  readonly offset: number | null;

  constructor(
    date: PyDate,
    time: PyTime,
    offset: number | null = typeof time.zone === "number" ? time.zone : null,
  ) {
    this.date = date;
    this.time = time;
    this.offset = offset;
  }

  /**
   * Parses ISO text. `zone` replaces a zone in the text, which has the form that `toString()`, or a `Date`'s
   * `toISOString()`, writes.
   */
  static parse(text: string, zone: Zone = null, fold = 0, offset?: number | null): PyDateTime {
    const split = text.indexOf("T");
    const date = PyDate.parse(text.slice(0, split));
    const parts = timeParts(text.slice(split + 1));
    const { hour, minute, second, microsecond, name } = parts;
    const time = new PyTime(hour, minute, second, microsecond, zone ?? name ?? parts.offset, fold);
    return new PyDateTime(date, time, zone === null && offset === undefined ? parts.offset : offset);
  }

  /** Converts it, to the millisecond. A naive datetime is local time, as for Python's `timestamp()`. */
  toDate(): Date {
    const { date, time, offset } = this;
    if (offset !== null) return new Date(utcMilliseconds(date, time) - offset * 1000);
    const local = new Date(0);
    local.setFullYear(date.year, date.month - 1, date.day);
    local.setHours(time.hour, time.minute, time.second, Math.floor(time.microsecond / 1000));
    return local;
  }

  /** ISO text without the zone. */
  get clock(): string {
    return `${this.date}T${this.time.clock}`;
  }

  toString(): string {
    const name = typeof this.time.zone === "string" ? `[${this.time.zone}]` : "";
    return this.clock + zoneText(this.offset) + name;
  }

  toJSON(): string {
    return this.toString();
  }
}

inspectAs(PyDateTime, (value) => `datetime(${value})`);

/** A Python `timedelta`, normalized as in Python: only `days` may be negative. */
export class PyTimeDelta {
  readonly days: number;
  readonly seconds: number;
  readonly microseconds: number;

  constructor(days: number, seconds = 0, microseconds = 0) {
    this.days = days;
    this.seconds = seconds;
    this.microseconds = microseconds;
  }

  static fromMicroseconds(total: bigint): PyTimeDelta {
    const rest = ((total % dayMicroseconds) + dayMicroseconds) % dayMicroseconds;
    const days = (total - rest) / dayMicroseconds;
    return new PyTimeDelta(Number(days), Number(rest / 1_000_000n), Number(rest % 1_000_000n));
  }

  toMilliseconds(): number {
    return (this.days * 86_400 + this.seconds) * 1000 + this.microseconds / 1000;
  }

  /** Formats it as ISO 8601, which `Temporal.Duration.from` parses: `-PT0.5S`. */
  toString(): string {
    const seconds = BigInt(this.days) * 86_400n + BigInt(this.seconds);
    const total = seconds * 1_000_000n + BigInt(this.microseconds);
    const size = total < 0n ? -total : total;
    const days = size / dayMicroseconds;
    const clock = size % dayMicroseconds;
    const fraction = clock % 1_000_000n === 0n ? "" : `.${pad(Number(clock % 1_000_000n), 6)}`;
    const ofDay = clock === 0n && days > 0n ? "" : `T${clock / 1_000_000n}${fraction}S`;
    return `${total < 0n ? "-" : ""}P${days > 0n ? `${days}D` : ""}${ofDay}`;
  }

  toJSON(): string {
    return this.toString();
  }
}

const dayMicroseconds = 86_400_000_000n;

inspectAs(
  PyTimeDelta,
  (value) => `timedelta(days=${value.days}, seconds=${value.seconds}, microseconds=${value.microseconds})`,
);

function utcMilliseconds(date: PyDate, time: PyTime): number {
  // Not Date.UTC(): it takes the years 0 to 99 for 1900 to 1999.
  const moment = new Date(0);
  moment.setUTCFullYear(date.year, date.month - 1, date.day);
  return moment.setUTCHours(time.hour, time.minute, time.second, Math.floor(time.microsecond / 1000));
}

interface TimeParts extends Pick<PyTime, "hour" | "minute" | "second" | "microsecond"> {
  /** Seconds east of UTC; `null` when the text contains none. */
  readonly offset: number | null;
  readonly name: string | undefined;
}

function timeParts(text: string): TimeParts {
  const match = timePattern.exec(text);
  if (match === null) throw new RangeError(`${JSON.stringify(text)} is not an ISO time`);
  const [, hour, minute, second, fraction = "", z, east, minutes, seconds = 0, name] = match;
  const size = Math.abs(Number(east)) * 3600 + Number(minutes) * 60 + Number(seconds);
  return {
    hour: Number(hour),
    minute: Number(minute),
    second: Number(second),
    microsecond: Number(fraction.padEnd(6, "0")),
    offset: z ? 0 : east === undefined ? null : east.startsWith("-") ? -size : size,
    name,
  };
}

function numbers(pattern: RegExp, text: string, kind: string): number[] {
  const match = pattern.exec(text);
  if (match === null) throw new RangeError(`${JSON.stringify(text)} is not an ISO ${kind}`);
  return match.slice(1).map((part) => Number(part ?? 0));
}

function zoneText(zone: Zone): string {
  if (zone === null) return "";
  if (typeof zone === "string") return `[${zone}]`;
  const size = Math.abs(zone);
  const seconds = size % 60 === 0 ? "" : `:${pad(size % 60, 2)}`;
  return `${zone < 0 ? "-" : "+"}${pad(Math.floor(size / 3600), 2)}:${pad(Math.floor(size / 60) % 60, 2)}${seconds}`;
}

function pad(value: number, width: number): string {
  return String(value).padStart(width, "0");
}
