import { PyDate, PyDateTime, PyTime, PyTimeDelta, type Zone } from "../values/temporal.ts";
import { Extension } from "./extension.ts";
import { asNumber, asText, type PartsCodec, type TextCodec } from "./extension-codec.ts";
import { EncodingFailure } from "./failure.ts";

export const date: TextCodec<PyDate> = {
  code: Extension.date,
  type: PyDate,
  toText: (value) => value.toString(),
  fromText: (text) => PyDate.parse(text),
};

export const time: PartsCodec<PyTime> = {
  code: Extension.time,
  type: PyTime,
  toParts: (value) => [value.clock, value.fold, value.zone],
  fromParts: ([clock, fold, zone]) => PyTime.parse(asText(clock), asZone(zone), asNumber(fold)),
};

export const datetime: PartsCodec<PyDateTime> = {
  code: Extension.datetime,
  type: PyDateTime,
  toParts: (value) => [value.clock, value.time.fold, value.time.zone, value.offset],
  fromParts: ([clock, fold, zone, offset]) =>
    PyDateTime.parse(asText(clock), asZone(zone), asNumber(fold), offset === null ? null : asNumber(offset)),
};

/** Encodes a JavaScript Date as an aware datetime in UTC. Python's datetimes arrive as `PyDateTime`. */
export const moment: Pick<PartsCodec<Date>, "code" | "type" | "toParts"> = {
  code: Extension.datetime,
  type: Date,
  toParts: (value) => {
    const year = value.getUTCFullYear();
    if (Number.isNaN(year)) throw new EncodingFailure("it is an invalid Date");
    if (year < 1 || year > 9999) throw new EncodingFailure(`Python's datetime has no year ${year}`);
    return [value.toISOString().replace("Z", "000"), 0, 0, 0];
  },
};

export const timedelta: PartsCodec<PyTimeDelta> = {
  code: Extension.timedelta,
  type: PyTimeDelta,
  toParts: (value) => [value.days, value.seconds, value.microseconds],
  fromParts: ([days, seconds, microseconds]) =>
    new PyTimeDelta(asNumber(days), asNumber(seconds), asNumber(microseconds)),
};

function asZone(zone: unknown): Zone {
  return zone === null || typeof zone === "string" ? zone : asNumber(zone);
}
