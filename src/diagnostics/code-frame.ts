import { cleanSourceLine } from "./clean-text.ts";
import type { Location } from "./diagnostic.ts";
import type { Colour, Paint } from "./paint.ts";

/** Columns of a line that are shown: one line may be an entire minified program. */
const width = 100;

/** Returns the line of a location, with its number in front and the place underlined. */
export function codeFrame(source: string, place: Location, colour: Colour, paint: Paint): string | undefined {
  const line = source.split(/\r\n|[\n\r\u2028\u2029]/)[place.line - 1];
  if (line === undefined || place.column > line.length + 1) return undefined;
  const start = place.column - 1 > width - 20 ? place.column - 1 - 20 : 0;
  const shown = cleanSourceLine(line.slice(start, start + width));
  const before = place.column - 1 - start;
  const underlined = Math.max(1, Math.min(place.length ?? 1, shown.length - before));
  const number = `${place.line}`;
  const gutter = (text: string): string => paint("inverse", text.padStart(number.length));
  return [
    `${gutter(number)} ${shown.trimEnd()}`,
    `${gutter("")} ${" ".repeat(before)}${paint(colour, "~".repeat(underlined))}`,
  ].join("\n");
}
