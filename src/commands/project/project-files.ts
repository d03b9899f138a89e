import { insertProperty } from "./insert-property.ts";

/** `init`'s change of one file. */
export interface FileChange {
  readonly text: string;
  /** A decision for the user. */
  readonly hint?: string;
}

/** Returns the `imports` entry for compilers (`types`) and for everything that runs the program (`default`). */
export function importsEntry(output: string): { readonly types: string; readonly default: string } {
  return { types: `./${output}/*.ts`, default: `./${output}/*.js` };
}

const esm = { type: "module" };

/** Adds the `#py/*` entry to package.json; `fresh` means that no source depends on the package's module system yet. */
export function changePackageJson(text: string | undefined, output: string, fresh: boolean): FileChange {
  const entry = importsEntry(output);
  if (text === undefined)
    return { text: `${JSON.stringify({ private: true, ...esm, imports: { "#py/*": entry } }, null, 2)}\n` };
  const content = JSON.parse(text.replace(/^\uFEFF/, "")) as {
    type?: string;
    imports?: Record<string, unknown>;
  };
  let changed = text;
  let hint: string | undefined;
  if (content.type === undefined && fresh) changed = insertProperty(changed, [], "type", esm.type) ?? changed;
  else if (content.type !== "module") hint = "Generated modules are ES modules: npm pkg set type=module";
  const existing = content.imports?.["#py/*"];
  if (content.imports === undefined)
    changed = insertProperty(changed, [], "imports", { "#py/*": entry }) ?? changed;
  else if (existing === undefined) changed = insertProperty(changed, ["imports"], "#py/*", entry) ?? changed;
  else if (JSON.stringify(existing) !== JSON.stringify(entry))
    hint = `package.json has another "#py/*" under "imports"; it should be ${JSON.stringify(entry)}`;
  return { text: changed, ...(hint ? { hint } : {}) };
}

/** A new tsconfig.json: strict, and able to resolve `#py/*`. */
export const newTsconfig: string = `{
  "compilerOptions": {
    "target": "es2022",
    "lib": ["es2023", "esnext.disposable", "dom"],
    "module": "nodenext",
    "rootDir": "src",
    "outDir": "dist",
    "strict": true,
    "skipLibCheck": true
  },
  "include": ["src"]
}
`;

/** Appends the missing lines, with the file's own line ends. */
export function addLines(text: string | undefined, lines: readonly string[]): string {
  const before = text ?? "";
  const present = new Set(before.split(/\r?\n/).map((line) => line.trim()));
  const missing = lines.filter((line) => !present.has(line));
  if (missing.length === 0) return before;
  const newline = before.includes("\r\n") ? "\r\n" : "\n";
  const separator = before === "" || before.endsWith("\n") ? "" : newline;
  return `${before}${separator}${missing.map((line) => line + newline).join("")}`;
}

/** Lines for .gitignore: files that differ between machines. */
export const ignoredLines: readonly string[] = [".snakebridge/"];

/** Returns lines for .gitattributes: generated files keep their bytes on every machine and are folded in reviews. */
export function attributeLines(output: string, lock: string): readonly string[] {
  return [`${output}/** text eol=lf linguist-generated=true`, `${lock} text eol=lf linguist-generated=true`];
}
