import { doctor } from "../../commands/doctor/doctor.ts";
import type { Finding } from "../../commands/doctor/finding.ts";
import { cleanLine } from "../../diagnostics/clean-text.ts";
import { exitCodes } from "../../diagnostics/exit-code.ts";
import { type GlobalOptions, projectOf } from "../options.ts";
import type { CommandRun } from "../outcome.ts";
import type { Terminal } from "../terminal.ts";

/** `snakebridge doctor` */
export const run: CommandRun<GlobalOptions> = async (options, { progress, terminal }) => {
  progress.step("Inspecting the project");
  const findings = await doctor(projectOf(options));
  const broken = findings.filter(({ state }) => state === "broken").length;
  const width = Math.max(...findings.map(({ subject }) => subject.length));
  return {
    diagnostics: [],
    exitCode: broken > 0 ? exitCodes.findings : exitCodes.clean,
    summary: findings.flatMap((finding) => printFinding(finding, width, terminal)),
    data: { ok: broken === 0, findings },
  };
};

const marks = { ok: ["✓", "green"], warning: ["!", "yellow"], broken: ["✗", "red"] } as const;

function printFinding(
  { subject, state, found: observation, fix }: Finding,
  width: number,
  { out, paint }: Terminal,
): string[] {
  const [mark, colour] = marks[state];
  const lines = [`${paint(out, colour, mark)} ${subject.padEnd(width)}  ${cleanLine(observation)}`];
  if (fix) lines.push(`${" ".repeat(width + 4)}${paint(out, "green", "Fix:")} ${cleanLine(fix)}`);
  return lines;
}
