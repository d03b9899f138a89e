import { createInterface } from "node:readline/promises";
import { defaultOutput, defaultPython, type InitAnswers } from "../../commands/init/config-text.ts";
import { init } from "../../commands/init/init.ts";
import { type NewLibrary, parseLibrarySpec } from "../../commands/init/library-spec.ts";
import { type Diagnostic, DiagnosticError } from "../../diagnostics/diagnostic.ts";
import { exitCodes } from "../../diagnostics/exit-code.ts";
import { type GlobalOptions, projectOf } from "../options.ts";
import type { CommandRun } from "../outcome.ts";
import { isInteractive } from "../terminal.ts";

export interface InitCommandOptions {
  readonly yes?: boolean;
  readonly library?: readonly string[];
  readonly output?: string;
  readonly python?: string;
  readonly mergeDriver?: boolean;
}

/** `snakebridge init` */
export const run: CommandRun<GlobalOptions & InitCommandOptions> = async (options) => {
  const { cwd } = projectOf(options);
  const isInteractiveRun =
    !options.yes && !options.json && isInteractive(process.stdin) && isInteractive(process.stderr);
  let answered = false;
  const answer = async (): Promise<InitAnswers> => {
    answered = true;
    return isInteractiveRun ? await ask(options) : answersOf(options);
  };
  const { mergeDriver = false } = options;
  const { written, hints, config } = await init(cwd, answer, { mergeDriver });
  const ignored = !answered && (options.library ?? []).length > 0;
  const { name: first } =
    config.libraries.find(({ distribution }) => distribution) ?? config.libraries[0] ?? {};
  return {
    root: config.root,
    diagnostics: [],
    exitCode: exitCodes.clean,
    summary: [
      ...written.map((path) => `wrote ${path}`),
      ...(written.length === 0 ? ["All files exist already."] : []),
      ...(ignored ? [`The configuration exists already: add the libraries to ${config.file}.`] : []),
      ...hints.map((hint) => `note: ${hint}`),
      "",
      ...(first
        ? [`Now import from "#py/${first}" in a source, and run:`]
        : ["Now add a library to the configuration, and run:"]),
      "  npx snakebridge generate",
    ],
    data: { root: config.root, written, hints },
  };
};

function answersOf({
  library = [],
  output = defaultOutput,
  python = defaultPython,
}: InitCommandOptions): InitAnswers {
  return { libraries: parseLibraries(library), output, python };
}

/** Asks at most three questions. Enter accepts the default, and a value from an option is not asked for. */
async function ask(options: InitCommandOptions): Promise<InitAnswers> {
  const lines = createInterface({ input: process.stdin, output: process.stderr });
  try {
    const question = async (text: string, byDefault: string): Promise<string> =>
      (await lines.question(`${text} (${byDefault}): `)).trim() || byDefault;
    const library =
      options.library ??
      (await question("Python libraries, e.g. numpy pandas==2.*", "numpy")).split(/[\s,]+/);
    const output = options.output ?? (await question("Folder for the generated files", defaultOutput));
    const python = options.python ?? (await question("Python versions", defaultPython));
    return answersOf({ ...options, library, output, python });
  } finally {
    lines.close();
  }
}

function parseLibraries(specs: readonly string[]): readonly NewLibrary[] {
  const parsed = specs.map(parseLibrarySpec);
  const isMistake = (each: NewLibrary | Diagnostic): each is Diagnostic => "code" in each;
  const mistakes = parsed.filter(isMistake);
  if (mistakes.length > 0) throw new DiagnosticError(mistakes);
  return parsed.filter((each): each is NewLibrary => !isMistake(each));
}
