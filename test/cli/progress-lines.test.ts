import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { showProgress } from "../../src/cli/progress-lines.ts";
import type { Terminal } from "../../src/cli/terminal.ts";

function terminalOf(isTTY: boolean): { terminal: Terminal; printed: () => string } {
  let text = "";
  const write = (chunk: string): void => {
    text += chunk;
  };
  const err = { isTTY, columns: 40, write };
  const stream = err as unknown as NodeJS.WriteStream;
  return {
    terminal: { out: stream, err: stream, paint: (_stream, _format, part) => part },
    printed: () => text,
  };
}

beforeEach(() => {
  vi.stubEnv("CI", "");
  vi.stubEnv("TERM", "xterm");
});
afterEach(() => vi.unstubAllEnvs());

it("prints plain lines without a terminal, and marks another program's output", () => {
  const { terminal, printed } = terminalOf(false);
  const progress = showProgress(terminal, {});
  progress.step("Installing");
  progress.passthrough("::error::no\r\n\u001b[31mred\u001b[0m and \u0007half");
  progress.passthrough(" a line\n");
  progress.note("done in 1.0 s");
  progress.passthrough("rest");
  progress.end();
  expect(printed()).toBe(
    "Installing\n  | : :error::no\n  | red and \\u0007half a line\n  done in 1.0 s\n  | rest\n",
  );
});

it("redraws one line on a terminal, and keeps notes", () => {
  const { terminal, printed } = terminalOf(true);
  const progress = showProgress(terminal, {});
  progress.step("Installing a great number of packages, one after the other");
  progress.note("done");
  progress.end();
  const screen = printed()
    .split("\n")
    .map((line) => line.split("\r\u001b[2K").at(-1));
  expect(screen).toEqual(["✓ done", ""]);
  expect(printed()).toContain("Installing a great number of packages");
  expect(printed()).not.toContain("other");
});

it("is silent when asked", () => {
  const { terminal, printed } = terminalOf(true);
  const progress = showProgress(terminal, { quiet: true });
  progress.step("Installing");
  progress.end();
  expect(printed()).toBe("");
});
