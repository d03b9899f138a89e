import { styleText } from "node:util";

type Format = Parameters<typeof styleText>[0];

/** Where a command prints. Results go to `out`, everything else to `err`. */
export interface Terminal {
  readonly out: NodeJS.WriteStream;
  readonly err: NodeJS.WriteStream;
  /** Colours a text for a stream that shows colours; NO_COLOR, FORCE_COLOR and `--no-color` are obeyed. */
  paint(stream: NodeJS.WriteStream, format: Format, text: string): string;
}

export function createTerminal(color: boolean): Terminal {
  return {
    out: process.stdout,
    err: process.stderr,
    paint: (stream, format, text) => (color ? styleText(format, text, { stream }) : text),
  };
}

/** Whether a person watches: progress may be drawn over, and questions may be asked. */
export function isInteractive(stream: { readonly isTTY?: boolean }): boolean {
  return Boolean(stream.isTTY) && !process.env.CI && process.env.TERM !== "dumb";
}
