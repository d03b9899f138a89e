import { expect, test } from "vitest";
import { uploadCutoff } from "../../../src/project/config/upload-cutoff.ts";

test.each<[string, string | undefined]>([
  ["2026-11-01", "2026-11-02T00:00:00.000Z"],
  ["2024-02-29", "2024-03-01T00:00:00.000Z"],
  ["2026-11-01T12:30:00Z", "2026-11-01T12:30:00.000Z"],
  ["2026-11-01T12:30:00+02:00", "2026-11-01T10:30:00.000Z"],
  ["2026-02-30", undefined],
  ["2026-13-01", undefined],
  ["2026-11-01T25:00:00Z", undefined],
  ["2026-11-01T12:30:00", undefined],
  ["1 week", undefined],
  ["", undefined],
])("%s means %s", (text, moment) => {
  expect(uploadCutoff(text)).toBe(moment);
});
