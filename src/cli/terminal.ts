import { styleText } from "node:util";

type Format = Parameters<typeof styleText>[0];

/** The streams of a command. Results go to `out`, everything else to `err`. */
export interface Terminal {
  readonly out: NodeJS.WriteStream;
  readonly err: NodeJS.WriteStream;
  /** Colors a text if the stream shows colors. Respects NO_COLOR, FORCE_COLOR and `--no-color`. */
  paint(stream: NodeJS.WriteStream, format: Format, text: string): string;
}

export function createTerminal(color: boolean): Terminal {
  return {
    out: process.stdout,
    err: process.stderr,
    paint: (stream, format, text) => (color ? styleText(format, text, { stream }) : text),
  };
}

/** Whether a person uses the stream, so that progress may be redrawn and questions asked. */
export function isInteractive(stream: { readonly isTTY?: boolean }): boolean {
  return Boolean(stream.isTTY) && !process.env.CI && process.env.TERM !== "dumb";
}
