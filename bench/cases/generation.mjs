import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { linkPackage } from "../../scripts/link-package.mjs";
import { median, ms } from "../measure.mjs";
import { ratios } from "./calls.mjs";

const cli = join(import.meta.dirname, "../../dist/cli/main.js");
const names =
  "mean median std ptp sum prod cumsum cumprod diff gradient argmax argmin argsort sort where clip around floor ceil exp log sqrt dot vdot inner outer matmul trace cross kron".split(
    " ",
  );

/** `generate` in a project of its own: nothing changed, and thirty numpy names at once in a warm environment. */
export async function* generation(python) {
  const project = await mkdtemp(join(tmpdir(), "snakebridge-bench-"));
  const main = join(project, "src/main.ts");
  const generate = () => timed(process.execPath, [cli, "generate", "--quiet"], project);
  try {
    await mkdir(join(project, "src"));
    await linkPackage(project);
    const imports = { "#py/*": { types: "./src/py/*.ts", default: "./src/py/*.js" } };
    await writeFile(join(project, "package.json"), JSON.stringify({ type: "module", imports }));
    await writeFile(join(project, "snakebridge.config.json"), JSON.stringify({ libraries: { numpy: "*" } }));
    await writeFile(main, 'import { pi } from "#py/numpy";\nconsole.log(pi);\n');
    await generate();

    const unchanged = [];
    const floor = [];
    for (let i = 0; i < 5; i++) {
      unchanged.push(await generate());
      floor.push(await timed(process.execPath, ["-e", "0"], project));
    }
    yield {
      what: "generate, nothing changed",
      results: ratios(
        new Map([
          ["node -e 0", median(floor)],
          ["snakebridge generate", median(unchanged)],
        ]),
        ms,
        "node -e 0",
      ),
    };

    await writeFile(
      main,
      `import { ${names.join(", ")} } from "#py/numpy";\nconsole.log(${names.join(", ")});\n`,
    );
    const thirty = await generate();
    const imported = await timed(python, ["-I", "-c", "import numpy"], project);
    yield {
      what: `generate, ${names.length} new numpy names, warm environment`,
      results: ratios(
        new Map([
          ["python -c 'import numpy'", imported],
          ["snakebridge generate", thirty],
        ]),
        ms,
        "python -c 'import numpy'",
      ),
    };
  } finally {
    await rm(project, { recursive: true, force: true });
  }
}

async function timed(command, args, cwd) {
  const start = performance.now();
  const child = spawn(command, args, { cwd, stdio: ["ignore", "ignore", "inherit"] });
  const [code] = await once(child, "close");
  if (code !== 0) throw new Error(`${command} ${args.join(" ")} ended with ${code}`);
  return performance.now() - start;
}
