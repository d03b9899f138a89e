// What an editor does with a program, in a process of its own: opens it, shows its errors, completes, and checks again after an
// edit. `node --expose-gc editor.mjs <project> <file>` prints one line of JSON.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import ts from "typescript";

const [project, file] = process.argv.slice(2);
const path = join(project, file);
const { config } = ts.readConfigFile(join(project, "tsconfig.json"), ts.sys.readFile);
const { options } = ts.parseJsonConfigFileContent(config, ts.sys, project);
let text = readFileSync(path, "utf8");
let version = 0;
const service = ts.createLanguageService({
  ...ts.sys,
  getCompilationSettings: () => options,
  getScriptFileNames: () => [path],
  getScriptVersion: (name) => (name === path ? String(version) : "0"),
  getScriptSnapshot(name) {
    const content = name === path ? text : ts.sys.readFile(name);
    return content === undefined ? undefined : ts.ScriptSnapshot.fromString(content);
  },
  getCurrentDirectory: () => project,
  getDefaultLibFileName: ts.getDefaultLibFilePath,
  useCaseSensitiveFileNames: () => ts.sys.useCaseSensitiveFileNames,
});

const timed = (action) => {
  const start = performance.now();
  const result = action();
  return [performance.now() - start, result];
};
const [opened, errors] = timed(() => service.getSemanticDiagnostics(path));
if (errors.length > 0) throw new Error(ts.formatDiagnostics(errors, ts.createCompilerHost(options)));
const place = text.indexOf("sales, extra], {") + "sales, extra], { ".length;
const [completed, completions] = timed(() => service.getCompletionsAtPosition(path, place, {}));
text += "\nexport const edited = 1;\n";
version++;
const [edited] = timed(() => service.getSemanticDiagnostics(path));
globalThis.gc();
const memory = process.memoryUsage().heapUsed;
console.log(JSON.stringify({ opened, completed, edited, memory, completions: completions?.entries.length }));
