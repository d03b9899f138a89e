import { join } from "node:path";
import ts from "typescript";

const root = join(import.meta.dirname, "../..");
const runtime = join(root, "src/runtime/codegen-v1.ts");

const strictest: ts.CompilerOptions = {
  target: ts.ScriptTarget.ES2022,
  lib: ["lib.es2023.d.ts", "lib.esnext.disposable.d.ts"],
  module: ts.ModuleKind.NodeNext,
  moduleResolution: ts.ModuleResolutionKind.NodeNext,
  types: ["node"],
  strict: true,
  exactOptionalPropertyTypes: true,
  noUncheckedIndexedAccess: true,
  erasableSyntaxOnly: true,
  isolatedDeclarations: true,
  declaration: true,
  verbatimModuleSyntax: true,
  noUnusedLocals: true,
  noUnusedParameters: true,
  noImplicitOverride: true,
  skipLibCheck: true,
  allowImportingTsExtensions: true,
  noEmit: true,
  paths: {
    "snakebridge/codegen-v1": [runtime],
    "snakebridge/runtime": [join(root, "src/runtime/index.ts")],
  },
};

/** What is on disk, parsed once: it does not change. */
const others = new Map<string, ts.SourceFile | undefined>();

/** What the strictest compiler says about these files; they need not be on disk. Errors elsewhere are not reported. */
export function compileErrors(files: Readonly<Record<string, string>>): string[] {
  const folder = join(root, "test/.virtual");
  const texts = new Map(Object.entries(files).map(([path, text]) => [join(folder, path), text]));
  const host = ts.createCompilerHost(strictest);
  const { fileExists, readFile, getSourceFile, directoryExists } = host;
  const packageFile = join(folder, "package.json");
  texts.set(packageFile, '{ "type": "module" }');
  host.getCurrentDirectory = () => root;
  host.fileExists = (path) => texts.has(path) || fileExists.call(host, path);
  host.readFile = (path) => texts.get(path) ?? readFile.call(host, path);
  host.directoryExists = (path) =>
    [...texts.keys()].some((each) => each.startsWith(`${path}/`)) ||
    (directoryExists?.call(host, path) ?? true);
  host.getSourceFile = (path, options, ...more) => {
    const text = texts.get(path);
    if (text !== undefined) return ts.createSourceFile(path, text, options, true);
    if (!others.has(path)) others.set(path, getSourceFile.call(host, path, options, ...more));
    return others.get(path);
  };
  const sources = [...texts.keys()].filter((path) => path.endsWith(".ts"));
  const program = ts.createProgram(sources, strictest, host);
  return ts
    .sortAndDeduplicateDiagnostics([undefined, ...sources].flatMap((path) => diagnosticsOf(program, path)))
    .map(({ file, start, messageText }) => {
      const place = file && start !== undefined ? file.getLineAndCharacterOfPosition(start) : undefined;
      const name = file?.fileName.slice(folder.length + 1) ?? "";
      return `${name}:${(place?.line ?? 0) + 1}: ${ts.flattenDiagnosticMessageText(messageText, "\n")}`;
    });
}

/** Those of one file; without a path, those of none. */
function diagnosticsOf(program: ts.Program, path: string | undefined): readonly ts.Diagnostic[] {
  if (path === undefined) return [...program.getOptionsDiagnostics(), ...program.getGlobalDiagnostics()];
  const file = program.getSourceFile(path);
  return [
    ...program.getSyntacticDiagnostics(file),
    ...program.getSemanticDiagnostics(file),
    ...program.getDeclarationDiagnostics(file),
  ];
}

/** A file as TypeScript itself prints it in JavaScript, comments left out: equal for files that do the same. */
export function asJavaScript(text: string): string {
  const compilerOptions = {
    target: ts.ScriptTarget.ES2022,
    module: ts.ModuleKind.ESNext,
    verbatimModuleSyntax: true,
    removeComments: true,
  };
  return ts
    .transpileModule(text, { compilerOptions, fileName: "file.ts" })
    .outputText.replace(/,\s*}/g, " }");
}

/** Syntax errors of a JavaScript file. */
export function syntaxErrors(text: string): string[] {
  const { diagnostics = [] } = ts.transpileModule(text, {
    compilerOptions: { target: ts.ScriptTarget.ES2022, module: ts.ModuleKind.ESNext, allowJs: true },
    fileName: "file.js",
    reportDiagnostics: true,
  });
  return diagnostics.map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, "\n"));
}

/** The texts of all comments of a file are outside of this: kinds of its nodes, from the root. */
export function treeShape(text: string): string {
  const source = ts.createSourceFile("file.ts", text, ts.ScriptTarget.ES2022);
  const shape = (node: ts.Node): string => {
    const children: string[] = [];
    ts.forEachChild(node, (child) => void children.push(shape(child)));
    return children.length === 0 ? `${node.kind}` : `${node.kind}(${children.join(" ")})`;
  };
  return shape(source);
}
