import { stripVTControlCharacters } from "node:util";
import { cleanLine } from "../diagnostics/clean-text.ts";
import { type Progress, silentProgress } from "../diagnostics/progress.ts";
import { isInteractive, type Terminal } from "./terminal.ts";

/** Progress that can be removed from the screen before something else is printed. */
export interface ProgressLines extends Progress {
  end(): void;
}

/** Shows progress on stderr: one line that is redrawn on a terminal, plain lines otherwise. */
export function showProgress(terminal: Terminal, options: { readonly quiet?: boolean }): ProgressLines {
  if (options.quiet) return { ...silentProgress, end() {} };
  return isInteractive(terminal.err) ? spinner(terminal) : plainLines(terminal);
}

function plainLines({ err }: Terminal): ProgressLines {
  let pending = "";
  const flush = (text: string): void => {
    // A prefix marks another program's output: no line of it can be read as ours or as a CI command.
    if (text.trim() !== "") err.write(`  | ${printable(text)}\n`);
  };
  return {
    step: (text) => void err.write(`${cleanLine(text)}\n`),
    note: (text) => void err.write(`  ${cleanLine(text)}\n`),
    passthrough(chunk) {
      const lines = (pending + chunk).split(/\r\n|[\n\r]/);
      pending = lines.pop() ?? "";
      for (const line of lines) flush(line);
    },
    end() {
      flush(pending);
      pending = "";
    },
  };
}

const frames = ["⠋", "⠙", "⠹", "⠸", "⠼", "⠴", "⠦", "⠧", "⠇", "⠏"];
const eraseLine = "\r\u001b[2K";

function spinner({ err, paint }: Terminal): ProgressLines {
  let timer: NodeJS.Timeout | undefined;
  let step = "";
  let startedAt = 0;
  let frame = 0;
  const redraw = (): void => {
    const seconds = (Date.now() - startedAt) / 1000;
    const text = `${step}${seconds < 1 ? "" : ` (${seconds.toFixed(0)} s)`}`.slice(
      0,
      (err.columns || 80) - 3,
    );
    frame = (frame + 1) % frames.length;
    err.write(`${eraseLine}${paint(err, "cyan", frames[frame] ?? "")} ${text}`);
  };
  const printAbove = (text: string): void => {
    err.write(`${eraseLine}${text}`);
    if (timer) redraw();
  };
  const lines = plainLines({
    err: { write: (text: string) => printAbove(paint(err, "dim", text)) } as unknown as NodeJS.WriteStream,
    out: err,
    paint,
  });
  return {
    step(text) {
      step = cleanLine(text);
      startedAt = Date.now();
      timer ??= setInterval(redraw, 100).unref();
      redraw();
    },
    note: (text) => printAbove(`${paint(err, "green", "✓")} ${cleanLine(text)}\n`),
    passthrough: lines.passthrough,
    end() {
      lines.end();
      clearInterval(timer);
      timer = undefined;
      err.write(eraseLine);
    },
  };
}

/** Removes another program's colors, and everything that would move the cursor, beep, or command a CI system. */
function printable(text: string): string {
  return cleanLine(stripVTControlCharacters(text));
}
