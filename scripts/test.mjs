// `npm test [-- vitest's filters]`: all set-up, then every test; the last line counts them for CI.
import { mkdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { build } from "./build.mjs";
import { pythonTools } from "./python-tools.mjs";
import { localBin, root, run } from "./set-up.mjs";
import { sharedEnvironment } from "./shared-environment.mjs";

const filters = process.argv.slice(2);
const reports = join(root, ".cache/reports");
const succeeds = (running) =>
  running.then(
    () => true,
    () => false,
  );

await build();
const python = await sharedEnvironment();
const tools = await pythonTools();
await mkdir(reports, { recursive: true });

const vitestReport = join(reports, "vitest.json");
const reporters = ["--reporter=default", "--reporter=json", `--outputFile.json=${vitestReport}`];
const env = { ...process.env, SNAKEBRIDGE_TEST_PYTHON: python };
const vitest = await succeeds(
  run(process.execPath, [localBin("vitest", "vitest"), "run", ...reporters, ...filters], { env }),
);
const { numPassedTests, numFailedTests, numPendingTests } = JSON.parse(await readFile(vitestReport, "utf8"));
let [passed, failed, skipped] = [numPassedTests, numFailedTests, numPendingTests];

let pytest = true;
if (filters.length === 0) {
  const report = join(reports, "pytest.xml");
  pytest = await succeeds(
    run(tools, ["-m", "pytest", "-q", `--junitxml=${report}`], { cwd: join(root, "python") }),
  );
  const suite = await readFile(report, "utf8");
  const count = (name) => Number(new RegExp(`<testsuite [^>]*\\b${name}="(\\d+)"`).exec(suite)[1]);
  const wrong = count("failures") + count("errors");
  passed += count("tests") - wrong - count("skipped");
  failed += wrong;
  skipped += count("skipped");
}

console.log(`\n${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ""}`);
process.exitCode = vitest && pytest && failed === 0 ? 0 : 1;
