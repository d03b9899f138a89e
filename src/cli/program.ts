import { readFileSync } from "node:fs";
import { join } from "node:path";
import { Command, InvalidArgumentError, Option } from "commander";
import type { CheckCommandOptions } from "./commands/check.ts";
import type { DocCommandOptions } from "./commands/doc.ts";
import type { GenerateCommandOptions } from "./commands/generate.ts";
import type { InitCommandOptions } from "./commands/init.ts";
import type { LedgerCommandOptions } from "./commands/ledger.ts";
import type { MergeDriverOptions } from "./commands/merge-driver.ts";
import type { PromoteCommandOptions } from "./commands/promote.ts";
import type { PruneCommandOptions } from "./commands/prune.ts";
import type { SearchCommandOptions } from "./commands/search.ts";
import type { SignatureCommandOptions } from "./commands/signature.ts";
import type { SymbolsCommandOptions } from "./commands/symbols.ts";
import { type GlobalOptions, reporterNames } from "./options.ts";
import type { CommandRun } from "./outcome.ts";
import { runCommand } from "./run-command.ts";

interface ProgramHooks {
  /** What the parser says about a mistake in the command line. */
  readonly complain: (text: string) => void;
  readonly finish: (exitCode: number) => void;
}

/** The commands, their options and their help. */
export function createProgram({ complain, finish }: ProgramHooks): Command {
  const action =
    <Options>(load: () => Promise<{ run: CommandRun<GlobalOptions & Options> }>) =>
    async (_options: unknown, command: Command): Promise<void> => {
      finish(await runCommand(command.name(), command.optsWithGlobals<GlobalOptions & Options>(), load));
    };

  const named =
    <Options>(argument: string, load: () => Promise<{ run: CommandRun<GlobalOptions & Options> }>) =>
    async (value: unknown, _options: unknown, command: Command): Promise<void> => {
      const options = { ...command.optsWithGlobals<GlobalOptions & Options>(), [argument]: value };
      finish(await runCommand(command.name(), options, load));
    };

  const program = new Command("snakebridge")
    .description("Use any Python library from TypeScript as if it were a well-typed npm package.")
    .version(version(), "-V, --version", "print the version")
    .helpOption("-h, --help", "explain a command")
    .helpCommand("help [command]", "explain a command")
    .option("--cwd <folder>", "folder of the project, or one below it; default: the current one")
    .option("-c, --config <file>", "configuration, instead of the nearest snakebridge.config.*")
    .option("--json", "print exactly one JSON document on stdout")
    .addOption(
      new Option(
        "--reporter <name>",
        "how findings are printed: text, with annotations for github, or as one sarif document",
      )
        .choices(reporterNames)
        .default(process.env.GITHUB_ACTIONS === "true" ? "github" : "text"),
    )
    .option("-q, --quiet", "print findings only")
    .option("-v, --verbose", "print the stack of a failure, and what is not typed as it could be")
    .option("--no-color", "print without colours (NO_COLOR and FORCE_COLOR are obeyed too)")
    .addHelpText("after", programHelp)
    .configureHelp({ showGlobalOptions: true })
    .configureOutput({ writeErr: complain, outputError: (text, write) => write(text) })
    .exitOverride();

  const command = (name: string, description: string, help: string): Command =>
    program.command(name).description(description).addHelpText("after", help);

  command("init", "set a project up: configuration, package.json imports, tsconfig, stubs", initHelp)
    .option("-y, --yes", "ask nothing")
    .option("-l, --library <spec...>", "library to use, e.g. numpy or 'pandas==2.*'; may be repeated")
    .option("--output <folder>", "folder of the generated files")
    .option("--python <range>", "which Python versions will do, e.g. '>=3.11'")
    .option("--merge-driver", "let git merge manifest, lock and generated files by itself, in this clone")
    .action(action<InitCommandOptions>(() => import("./commands/init.ts")));

  command("generate", "write typed wrappers for the Python names that the sources use", generateHelp)
    .option("--offline", "use what is cached, never the network")
    .addOption(
      new Option("--locked", "install what the lock says, fail if that is not enough").conflicts("upgrade"),
    )
    .option(
      "--upgrade [library...]",
      "take the newest versions that the configuration allows, of all or of these",
    )
    .option("--refresh [library...]", "read all symbols again, of all libraries or of these")
    .action(action<GenerateCommandOptions>(() => import("./commands/generate.ts")));

  command("check", "tell whether everything is generated and current, without Python or network", checkHelp)
    .option("--strict", "for CI: warnings fail too, and differences are printed")
    .action(action<CheckCommandOptions>(() => import("./commands/check.ts")));

  command("prune", "remove generated names that no source uses any more", pruneHelp)
    .addOption(new Option("--dry-run", "only list them; on a terminal the default").conflicts("yes"))
    .option("-y, --yes", "remove them, on a terminal too")
    .action(action<PruneCommandOptions>(() => import("./commands/prune.ts")));

  command("ledger", "show what programs have reached by name, with nothing generated", ledgerHelp)
    .option("--clear", "empty it")
    .action(action<LedgerCommandOptions>(() => import("./commands/ledger.ts")));

  command("promote", "generate names of the ledger, for good", promoteHelp)
    .argument("[names...]", "dotted names, or modules of which everything is meant; default: all that is new")
    .option("--remove <name...>", "take promotions back")
    .option("--offline", "use what is cached, never the network")
    .action(named<PromoteCommandOptions>("names", () => import("./commands/promote.ts")));

  program
    .command("merge-driver", { hidden: true })
    .description("unite the two sides of a manifest or a lock; git calls it, see init --merge-driver")
    .requiredOption("--base <file>", "the common ancestor")
    .requiredOption("--ours <file>", "our side, which becomes the result")
    .requiredOption("--theirs <file>", "their side")
    .requiredOption("--path <path>", "the file that is merged")
    .action(action<MergeDriverOptions>(() => import("./commands/merge-driver.ts")));

  command("doctor", "say what was found on this machine and how to mend what is missing", doctorHelp).action(
    action<object>(() => import("./commands/doctor.ts")),
  );
  command("doc", "show everything that is known about a name, generated or not", docHelp)
    .argument("<name>", "dotted name, e.g. numpy.linalg.svd")
    .action(named<DocCommandOptions>("name", () => import("./commands/doc.ts")));

  command("signature", "show how something is called, with types and overloads", signatureHelp)
    .argument("<name>", "dotted name, e.g. pandas.DataFrame.groupby")
    .action(named<SignatureCommandOptions>("name", () => import("./commands/signature.ts")));

  command("search", "find names in the configured libraries by words", searchHelp)
    .argument("<words...>", "words that name or description have")
    .option("-l, --library <name...>", "only in these libraries; they need not be configured")
    .option("--limit <number>", "at most so many", positiveInteger, 20)
    .action(named<SearchCommandOptions>("words", () => import("./commands/search.ts")));

  command("symbols", "list the names of a library, a module or a class", symbolsHelp)
    .argument("[name]", "dotted name; without it, all configured libraries")
    .option("--all", "what is further inside, too")
    .action(named<SymbolsCommandOptions>("name", () => import("./commands/symbols.ts")));
  return program;
}

function positiveInteger(text: string): number {
  const value = Number(text);
  if (!Number.isInteger(value) || value < 1) throw new InvalidArgumentError("Not a positive integer.");
  return value;
}

function version(): string {
  const text = readFileSync(join(import.meta.dirname, "../../package.json"), "utf8");
  return (JSON.parse(text) as { version: string }).version;
}

const exitCodeHelp = `
Exit codes: 0 clean, 1 findings, 2 the command could not do its work.`;

const programHelp = `
A first project:
  npm install snakebridge typescript
  npx snakebridge init --yes --library numpy
  echo 'import { mean } from "#py/numpy"; console.log(await mean([1, 2, 3]));' > src/main.ts
  npx snakebridge generate
  npx tsc && node dist/main.js
${exitCodeHelp}`;

const initHelp = `
Writes what is missing and keeps what is there; running it twice changes nothing.

Examples:
  npx snakebridge init                                          asks what it needs to know
  npx snakebridge init --yes -l numpy -l 'pandas==2.*' -l json
  npx snakebridge init --yes -l scikit-learn                    imported as #py/sklearn`;

const generateHelp = `
Scans the sources, makes the Python environment where it is missing, asks Python about names that are new, and
writes wrappers, manifest and lock. Commit all three. Nothing is ever deleted: see prune.

Examples:
  npx snakebridge generate              quick when nothing changed: no Python is started
  npx snakebridge generate --offline    with what uv has cached
  npx snakebridge generate --upgrade    newest versions, and what that changes for your sources
  npx snakebridge generate --upgrade numpy pandas
  npx snakebridge generate --refresh numpy   when it was changed, and its version is the same
${exitCodeHelp}`;

const checkHelp = `
Renders every file again from the manifest and compares. Meant for CI, where neither Python nor network is needed.

Examples:
  npx snakebridge check
  npx snakebridge check --strict        in CI; under GitHub Actions findings become annotations
  npx snakebridge check --json          findings for a program
${exitCodeHelp}`;

const pruneHelp = `
On a terminal it only lists them until it is told --yes; in a script or in CI it removes them, unless --dry-run says not to.
Only generated, unedited files are rewritten or removed. What the configuration includes, what was promoted, and what a
source exports with its whole module stays.

Examples:
  npx snakebridge prune                 what would go, on a terminal
  npx snakebridge prune --yes
  npx snakebridge prune --dry-run --json
${exitCodeHelp}`;

const ledgerHelp = `
In development, calls by name (call("numpy.linalg", "svd", [a]), symbol("numpy", "float32")) are noted in .snakebridge/ledger:
which name, how often, from where. Never their arguments; not with NODE_ENV=production, in CI, or with "ledger": false.

Examples:
  npx snakebridge ledger
  npx snakebridge ledger --json
  npx snakebridge ledger --clear`;

const promoteHelp = `
Writes typed wrappers for names of the ledger. They are in the manifest from then on, and prune keeps them.

Examples:
  npx snakebridge promote                      everything new
  npx snakebridge promote numpy.linalg.svd scipy
  npx snakebridge promote --remove numpy.linalg.svd
${exitCodeHelp}`;

const doctorHelp = `
Examples:
  npx snakebridge doctor
  npx snakebridge doctor --json         to attach to a bug report
${exitCodeHelp}`;

const docHelp = `
The whole docstring as Markdown, with signature, overloads, and the names inside. Needs an environment, which generate makes.

Examples:
  npx snakebridge doc numpy.linalg.svd
  npx snakebridge doc DataFrame.groupby       in whichever configured library it is
  npx snakebridge doc pandas.io --json
${exitCodeHelp}`;

const signatureHelp = `
Examples:
  npx snakebridge signature pandas.read_csv
  npx snakebridge signature re.Pattern.sub --json
${exitCodeHelp}`;

const searchHelp = `
The first search in a library imports its modules, which may take seconds; then it is kept for the library's version.

Examples:
  npx snakebridge search singular value
  npx snakebridge search --library scipy --limit 5 minimize
${exitCodeHelp}`;

const symbolsHelp = `
Examples:
  npx snakebridge symbols numpy.linalg
  npx snakebridge symbols pandas.DataFrame
  npx snakebridge symbols scipy --all --json
${exitCodeHelp}`;
