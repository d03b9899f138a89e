import { Temporal } from "temporal-polyfill/full";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { call, type PyDateTime, type PyTimeDelta } from "../../../src/runtime/index.ts";
import { testPython } from "../../support/test-python.ts";
import { type LiveWorker, startLiveWorker } from "../support/live-worker.ts";

let worker: LiveWorker;
beforeAll(async () => {
  worker = await startLiveWorker(testPython);
});
afterAll(() => worker.stop());

const repr = (value: unknown): PromiseLike<string> =>
  call<string>("builtins", "repr", [value]).with({ pool: worker });
const berlin = "2024-10-27T02:30:00.000001";

describe("an object of Temporal is", () => {
  it.each([
    [
      "an aware datetime",
      Temporal.Instant.from("1969-12-31T23:59:59.999999Z"),
      "datetime.datetime(1969, 12, 31, 23, 59, 59, 999999, tzinfo=datetime.timezone.utc)",
    ],
    [
      "a datetime in its zone",
      Temporal.ZonedDateTime.from(`${berlin}+02:00[Europe/Berlin]`),
      "datetime.datetime(2024, 10, 27, 2, 30, 0, 1, tzinfo=zoneinfo.ZoneInfo(key='Europe/Berlin'))",
    ],
    [
      "a datetime that the clock shows again",
      Temporal.ZonedDateTime.from(`${berlin}+01:00[Europe/Berlin]`),
      "datetime.datetime(2024, 10, 27, 2, 30, 0, 1, fold=1, tzinfo=zoneinfo.ZoneInfo(key='Europe/Berlin'))",
    ],
    [
      "a datetime with an offset",
      Temporal.ZonedDateTime.from("2020-01-02T03:04:05-05:30[-05:30]"),
      "datetime.datetime(2020, 1, 2, 3, 4, 5, tzinfo=datetime.timezone(datetime.timedelta(days=-1, seconds=66600)))",
    ],
    ["a naive datetime", Temporal.PlainDateTime.from("0001-01-01T00:00"), "datetime.datetime(1, 1, 1, 0, 0)"],
    ["a date", Temporal.PlainDate.from("9999-12-31"), "datetime.date(9999, 12, 31)"],
    ["a time", Temporal.PlainTime.from("23:59:59.999999"), "datetime.time(23, 59, 59, 999999)"],
    [
      "a timedelta",
      Temporal.Duration.from({ weeks: -1, hours: -25, microseconds: -1 }),
      "datetime.timedelta(days=-9, seconds=82799, microseconds=999999)",
    ],
  ])("%s", async (_name, value, expected) => {
    expect(await repr(value)).toBe(expected);
  });

  it.each([
    [
      "nanoseconds",
      Temporal.Instant.from("2020-01-01T00:00:00.000000001Z"),
      /args\[0\]: Python counts microseconds: 1 ns/,
    ],
    ["nanoseconds of a duration", Temporal.Duration.from({ nanoseconds: 1 }), /Python counts microseconds/],
    ["years that Python lacks", Temporal.PlainDate.from("-000001-01-01"), /no year -1/],
    ["months without a length", Temporal.Duration.from({ months: 1 }), /no years and months/],
    ["another calendar", Temporal.PlainDate.from("2020-01-01[u-ca=hebrew]"), /ISO calendar, not hebrew/],
    [
      "what Python has no type for",
      Temporal.PlainYearMonth.from("2020-01"),
      /cannot cross to Python by value/,
    ],
  ])("an error for %s", async (_name, value, message) => {
    await expect(Promise.resolve(repr(value))).rejects.toMatchObject({
      code: "NotEncodable",
      message: expect.stringMatching(message),
    });
  });
});

describe("the text of a value is what Temporal reads", () => {
  const evaluate = (source: string): PromiseLike<unknown> =>
    call("builtins", "eval", [
      source,
      call("builtins", "dict", [
        [
          ["dt", call("importlib", "import_module", ["datetime"])],
          ["zi", call("importlib", "import_module", ["zoneinfo"])],
        ],
      ]),
    ]).with({ pool: worker });

  it("datetimes", async () => {
    const value = (await evaluate(
      "dt.datetime(2024, 10, 27, 2, 30, 0, 1, zi.ZoneInfo('Europe/Berlin'), fold=1)",
    )) as PyDateTime;
    expect(Temporal.ZonedDateTime.from(String(value)).offset).toBe("+01:00");
    expect(await repr(Temporal.ZonedDateTime.from(String(value)))).toBe(await repr(value));
  });

  it.each(["0", "-1, 3, 5", "999999999, 86399, 999999", "-999999999", "0, 0, 1", "1", "0, 3600"])(
    "timedelta(%s)",
    async (parts) => {
      const value = (await evaluate(`dt.timedelta(${parts})`)) as PyTimeDelta;
      expect(await repr(Temporal.Duration.from(String(value)))).toBe(await repr(value));
    },
  );
});
