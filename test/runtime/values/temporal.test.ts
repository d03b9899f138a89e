import { describe, expect, it } from "vitest";
import { PyDate, PyDateTime, PyTime } from "../../../src/runtime/index.ts";

describe("text of a datetime is read as it is written", () => {
  const day = new PyDate(2024, 2, 29);
  it.each([
    new PyDateTime(day, new PyTime(1, 2, 3)),
    new PyDateTime(day, new PyTime(1, 2, 3, 45, 0)),
    new PyDateTime(day, new PyTime(1, 2, 3, 450_000, -19_800)),
    new PyDateTime(day, new PyTime(1, 2, 3, 0, 3661)),
    new PyDateTime(day, new PyTime(1, 2, 3, 0, "Europe/Berlin"), 3600),
  ])("%s", (value) => {
    expect(PyDateTime.parse(String(value))).toEqual(value);
    expect(PyTime.parse(String(value.time))).toEqual(value.time);
  });

  it("also as a Date writes it", () => {
    const date = new Date("2024-02-29T12:34:56.789Z");
    expect(PyDateTime.parse(date.toISOString()).toDate()).toEqual(date);
  });

  it("with another zone where one is given", () => {
    expect(PyDateTime.parse("2024-02-29T01:02:03", 3600).offset).toBe(3600);
    expect(PyDateTime.parse("2024-02-29T01:02:03Z", "Europe/Berlin", 0, 3600).time.zone).toBe(
      "Europe/Berlin",
    );
  });

  it.each(["2024-02-29", "2024-02-29T1:02:03", "2024-02-29T01:02:03+1", "2024-02-29T01:02:03[]"])(
    "not %s",
    (text) => {
      expect(() => PyDateTime.parse(text)).toThrow(RangeError);
    },
  );
});
