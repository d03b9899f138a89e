/** Receives the progress of a run. The CLI prints it on stderr; the library API is silent by default. */
export interface Progress {
  /** A stage or a part of it begins: `Resolving 3 libraries`. */
  step(text: string): void;
  /** A line to keep: `environment made in 4.1 s`. */
  note(text: string): void;
  /** Output of another program, as it arrives (uv's progress). */
  passthrough(chunk: string): void;
}

export const silentProgress: Progress = { step() {}, note() {}, passthrough() {} };
