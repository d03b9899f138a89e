/** Receives the progress of a run. The CLI prints it on stderr; the library API is silent by default. */
export interface Progress {
  /** Reports that a step begins: `Resolving 3 packages`. */
  step(text: string): void;
  /** Reports a line that stays on the screen: `environment ready in 4.1 s`. */
  note(text: string): void;
  /** Forwards another program's output, e.g. uv's progress, as it arrives. */
  passthrough(chunk: string): void;
}

export const silentProgress: Progress = { step() {}, note() {}, passthrough() {} };
