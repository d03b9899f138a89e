// `npm run lint`: every check that reads the sources without running them.

import { join } from "node:path";
import { build } from "./build.mjs";
import { pythonTools } from "./python-tools.mjs";
import { localBin, root, run } from "./set-up.mjs";

await build();
const python = await pythonTools();
const inPython = { cwd: join(root, "python") };
await run(process.execPath, [localBin("@biomejs/biome", "biome"), "check", "."]);
await run(process.execPath, [localBin("knip", "knip")]);
await run(process.execPath, ["scripts/prose/check-prose.mjs"]);
await run(process.execPath, [localBin("dependency-cruiser", "depcruise"), "src"]);
await run(python, ["-m", "ruff", "check", "."], inPython);
await run(python, ["-m", "ruff", "format", "--check", "."], inPython);
await run(python, ["-m", "mypy"], inPython);
// It has no `-m`, and looks for the package beside the configuration.
const lintImports =
  "import sys; sys.path.insert(0, 'src'); from importlinter.cli import lint_imports_command as run; run()";
await run(python, ["-c", lintImports], inPython);
