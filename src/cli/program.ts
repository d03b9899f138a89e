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
  /** Receives the parser's message about a mistake in the command line. */
  readonly onUsageError: (text: string) => void;
  readonly finish: (exitCode: number) => void;
}

/** Creates the parser with all commands, their options and their help. */
export function createProgram({ onUsageError, finish }: ProgramHooks): Command {
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
    .helpOption("-h, --help", "show help for a command")
    .helpCommand("help [command]", "show help for a command")
    .option("--cwd <folder>", "project folder, or a folder inside it; default: the working folder")
    .option("-c, --config <file>", "configuration file; default: the nearest snakebridge.config.*")
    .option("--json", "print exactly one JSON document on stdout")
    .addOption(
      new Option(
        "--reporter <name>",
        "how to print findings: text, github (text and annotations), or one sarif document",
      )
        .choices(reporterNames)
        .default(process.env.GITHUB_ACTIONS === "true" ? "github" : "text"),
    )
    .option("-q, --quiet", "print only findings")
    .option("-v, --verbose", "print the stack of a failure, and where types could be better")
    .option("--no-color", "print without colors; NO_COLOR and FORCE_COLOR work too")
    .addHelpText("after", programHelp)
    .configureHelp({ showGlobalOptions: true })
    .configureOutput({ writeErr: onUsageError, outputError: (text, write) => write(text) })
    .exitOverride();

  const command = (name: string, description: string, help: string): Command =>
    program.command(name).description(description).addHelpText("after", help);

  command("init", "set up a project: configuration, package.json imports, tsconfig, stubs", initHelp)
    .option("-y, --yes", "ask no questions")
    .option("-l, --library <spec...>", "library to use, e.g. numpy or 'pandas==2.*'; repeatable")
    .option("--output <folder>", "folder of the generated files")
    .option("--python <range>", "range of Python versions, e.g. '>=3.11'")
    .option("--merge-driver", "configure git in this clone to merge manifest, lock and generated files")
    .action(action<InitCommandOptions>(() => import("./commands/init.ts")));

  command("generate", "write typed wrappers for the Python names that the sources use", generateHelp)
    .option("--offline", "use only caches, never the network")
    .addOption(new Option("--locked", "install exactly what the lock lists, or fail").conflicts("upgrade"))
    .option(
      "--upgrade [library...]",
      "install the newest versions that the configuration allows, of all or of these",
    )
    .option("--refresh [library...]", "introspect all symbols again, of all libraries or of these")
    .action(action<GenerateCommandOptions>(() => import("./commands/generate.ts")));

  command("check", "check that everything is generated and current, without Python or network", checkHelp)
    .option("--strict", "for CI: fail on warnings too, and print differences")
    .action(action<CheckCommandOptions>(() => import("./commands/check.ts")));

  command("prune", "remove generated names that no source uses", pruneHelp)
    .addOption(new Option("--dry-run", "only list them; the default on a terminal").conflicts("yes"))
    .option("-y, --yes", "remove them, also on a terminal")
    .action(action<PruneCommandOptions>(() => import("./commands/prune.ts")));

  command("ledger", "list names that programs have called by name, without a wrapper", ledgerHelp)
    .option("--clear", "empty the ledger")
    .action(action<LedgerCommandOptions>(() => import("./commands/ledger.ts")));

  command("promote", "generate names from the ledger and keep them in the manifest", promoteHelp)
    .argument("[names...]", "dotted names, or modules for all their names; default: all new names")
    .option("--remove <name...>", "demote promoted names")
    .option("--offline", "use only caches, never the network")
    .action(named<PromoteCommandOptions>("names", () => import("./commands/promote.ts")));

  program
    .command("merge-driver", { hidden: true })
    .description("merge two sides of a manifest or a lock; git runs it, see init --merge-driver")
    .requiredOption("--base <file>", "the common ancestor")
    .requiredOption("--ours <file>", "our side, which becomes the result")
    .requiredOption("--theirs <file>", "their side")
    .requiredOption("--path <path>", "the file to merge")
    .action(action<MergeDriverOptions>(() => import("./commands/merge-driver.ts")));

  command(
    "doctor",
    "inspect the project and this machine, and show how to fix what is missing",
    doctorHelp,
  ).action(action<object>(() => import("./commands/doctor.ts")));
  command("doc", "show the documentation of a name, generated or not", docHelp)
    .argument("<name>", "dotted name, e.g. numpy.linalg.svd")
    .action(named<DocCommandOptions>("name", () => import("./commands/doc.ts")));

  command("signature", "show how to call a name, with types and overloads", signatureHelp)
    .argument("<name>", "dotted name, e.g. pandas.DataFrame.groupby")
    .action(named<SignatureCommandOptions>("name", () => import("./commands/signature.ts")));

  command("search", "find names in the configured libraries by words", searchHelp)
    .argument("<words...>", "words in a name or its description")
    .option("-l, --library <name...>", "search only these libraries; they need not be configured")
    .option("--limit <number>", "maximum number of results", positiveInteger, 20)
    .action(named<SearchCommandOptions>("words", () => import("./commands/search.ts")));

  command("symbols", "list the names of a library, a module or a class", symbolsHelp)
    .argument("[name]", "dotted name; default: all configured libraries")
    .option("--all", "include nested names")
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
Writes missing files and keeps existing ones. A second run changes nothing.

Examples:
  npx snakebridge init                                          asks up to three questions
  npx snakebridge init --yes -l numpy -l 'pandas==2.*' -l json
  npx snakebridge init --yes -l scikit-learn                    imported as #py/sklearn`;

const generateHelp = `
Scans the sources, creates a missing Python environment, introspects new names, and writes wrappers, manifest and
lock. Commit all three. It deletes nothing; prune does.

Examples:
  npx snakebridge generate              fast when nothing changed: it does not start Python
  npx snakebridge generate --offline    with uv's cache only
  npx snakebridge generate --upgrade    newest versions, and which of your sources they break
  npx snakebridge generate --upgrade numpy pandas
  npx snakebridge generate --refresh numpy   when the library changed but its version did not
${exitCodeHelp}`;

const checkHelp = `
Renders every file again from the manifest and compares it with the file on disk. Needs neither Python nor network.

Examples:
  npx snakebridge check
  npx snakebridge check --strict        in CI; on GitHub Actions, findings become annotations
  npx snakebridge check --json          findings for a program
${exitCodeHelp}`;

const pruneHelp = `
On a terminal it only lists them, unless you pass --yes. In a script or in CI it removes them, unless you pass --dry-run.
It rewrites or deletes only generated, unedited files. It keeps names that the configuration includes, that were
promoted, or that a source re-exports with their whole module.

Examples:
  npx snakebridge prune                 on a terminal: what it would remove
  npx snakebridge prune --yes
  npx snakebridge prune --dry-run --json
${exitCodeHelp}`;

const ledgerHelp = `
In development, programs record calls by name (call("numpy.linalg", "svd", [a]), symbol("numpy", "float32")) in
.snakebridge/ledger: the name, how often, and from where; never the arguments. They record nothing with
NODE_ENV=production, in CI, or with "ledger": false.

Examples:
  npx snakebridge ledger
  npx snakebridge ledger --json
  npx snakebridge ledger --clear`;

const promoteHelp = `
Writes typed wrappers for names in the ledger and adds them to the manifest, where prune keeps them.

Examples:
  npx snakebridge promote                      all new names
  npx snakebridge promote numpy.linalg.svd scipy
  npx snakebridge promote --remove numpy.linalg.svd
${exitCodeHelp}`;

const doctorHelp = `
Examples:
  npx snakebridge doctor
  npx snakebridge doctor --json         for a bug report
${exitCodeHelp}`;

const docHelp = `
Prints the whole docstring as Markdown, the signature, overloads, and nested names. Needs the environment; run generate first.

Examples:
  npx snakebridge doc numpy.linalg.svd
  npx snakebridge doc DataFrame.groupby       found in any configured library
  npx snakebridge doc pandas.io --json
${exitCodeHelp}`;

const signatureHelp = `
Examples:
  npx snakebridge signature pandas.read_csv
  npx snakebridge signature re.Pattern.sub --json
${exitCodeHelp}`;

const searchHelp = `
The first search in a library imports its modules, which may take seconds. The result is cached for that version.

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
