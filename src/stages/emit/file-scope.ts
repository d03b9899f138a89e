import type { GlobalType, RuntimeType } from "../model/ts-type.ts";
import { type Code, code, identifier, join, nothing, string, typeCode } from "./code.ts";

/** The runtime functions that generated code calls. */
export const runtimeValues = [
  "PyAttribute",
  "PyCallable",
  "PyObject",
  "pyArguments",
  "pyAttribute",
  "pyCall",
  "pyCallable",
  "pyClass",
  "pyEnvironment",
  "pyFunction",
  "pyMethod",
  "pyNew",
  "pyProperty",
  "pyResult",
] as const;

/** The functions that address symbols. A named environment has its own versions of them. */
const environmentFunctions: ReadonlySet<string> = new Set([
  "pyAttribute",
  "pyCall",
  "pyCallable",
  "pyClass",
  "pyFunction",
  "pyNew",
]);

/** The names that generated code imports from `snakebridge/codegen-v1`. */
export type RuntimeName =
  | RuntimeType
  | "Kwargs"
  | "PyBody"
  | "PyCall"
  | "PyEntered"
  | "PyIterateOptions"
  | "PyIteration"
  | "PyKeywords"
  | "PyLeft"
  | "PyRest"
  | "PyTupleItems"
  | "PyVariadic"
  | (typeof runtimeValues)[number];

/** TypeScript's own type names. A class cannot be declared under them, but it can be exported under them. */
export const typeNames: ReadonlySet<string> = new Set(
  "any bigint boolean never number object string symbol undefined unknown Object".split(" "),
);

interface Import {
  readonly from: string;
  readonly name: string;
  readonly local: string;
  isType: boolean;
}

const runtimeModule = "snakebridge/codegen-v1";

/** The names of one file: its declarations, and the imports that its code requests. */
export class FileScope {
  readonly #path: string;
  readonly #environment: string | undefined;
  readonly #taken: Set<string>;
  readonly #imports = new Map<string, Import>();
  /** Local names of the environment's functions. */
  readonly #environmentNames = new Map<string, string>();
  readonly #types = new Map<string, Code>();
  readonly #parameters = new Set<string>();

  constructor(path: string, declared: Iterable<string>, environment?: string) {
    this.#path = path;
    this.#environment = environment;
    this.#taken = new Set(declared);
  }

  /** Imports a name of the runtime, with an alias if the file declares the same name. */
  runtime(name: RuntimeName, use: "value" | "type"): Code {
    if (this.#environment !== undefined && environmentFunctions.has(name)) return this.#environmentName(name);
    return this.#imported(runtimeModule, name, use);
  }

  /** Imports a name of another generated module. */
  generated(path: string, name: string, use: "value" | "type"): Code {
    return this.#imported(relativePath(this.#path, path), name, use);
  }

  /** Refers to a JavaScript global, even if the file declares the same name. */
  global(name: GlobalType | "Number" | "Symbol"): Code {
    return this.#taken.has(name) ? code`globalThis.${identifier(name)}` : identifier(name);
  }

  /** Returns a name for a type parameter that has no other meaning in the file. */
  typeParameter(name: string): Code {
    let local = name;
    while (this.#taken.has(local) && !this.#parameters.has(local)) local += "$";
    this.#taken.add(local);
    this.#parameters.add(local);
    return identifier(local);
  }

  /** Declares a type in this file. `name` contains a `$`, so it is unique. */
  declareType(name: string, parameters: Code, type: Code): Code {
    this.#types.set(name, code`${identifier(name)}${parameters} = ${type}`);
    return code`${identifier(name)}${parameters}`;
  }

  /** Prints the declared types, sorted. */
  printTypes(): Code {
    const types = [...this.#types].sort(([left], [right]) => (left < right ? -1 : 1));
    return join(
      types.map(([, declaration]) => typeCode`\ntype ${declaration};\n`),
      nothing,
    );
  }

  /** Prints the declaration of the environment's functions that were used. */
  printEnvironment(): Code {
    if (this.#environment === undefined || this.#environmentNames.size === 0) return nothing;
    const names = [...this.#environmentNames]
      .sort(([left], [right]) => (left < right ? -1 : 1))
      .map(([name, local]) =>
        name === local ? identifier(name) : code`${identifier(name)}: ${identifier(local)}`,
      );
    const environment = code`${this.#imported(runtimeModule, "pyEnvironment", "value")}(${string(this.#environment)})`;
    return code`\nconst { ${join(names, code`, `)} } = ${environment};\n`;
  }

  /** Prints the imports of all used names, sorted. */
  printImports(): Code {
    const modules = [...new Set([...this.#imports.values()].map(({ from }) => from))];
    // The runtime comes first: it is a package, the others are files.
    modules.sort((a, b) => Number(a.startsWith(".")) - Number(b.startsWith(".")) || (a < b ? -1 : 1));
    return join(
      modules.map((from) => this.#printImport(from)),
      nothing,
    );
  }

  #imported(from: string, name: string, use: "value" | "type"): Code {
    const key = `${from} ${name}`;
    let entry = this.#imports.get(key);
    if (!entry) {
      entry = { from, name, local: this.#localName(name), isType: true };
      this.#imports.set(key, entry);
    }
    if (use === "value") entry.isType = false;
    return identifier(entry.local);
  }

  #environmentName(name: string): Code {
    const local = this.#environmentNames.get(name) ?? this.#localName(name);
    this.#environmentNames.set(name, local);
    this.#imported(runtimeModule, "pyEnvironment", "value");
    return identifier(local);
  }

  #localName(name: string): string {
    let local = name;
    while (this.#taken.has(local) || typeNames.has(local)) local = `$${local}`;
    this.#taken.add(local);
    return local;
  }

  #printImport(from: string): Code {
    const imports = [...this.#imports.values()]
      .filter((each) => each.from === from)
      .sort((a, b) =>
        a.name.toLowerCase() < b.name.toLowerCase()
          ? -1
          : a.name.toLowerCase() > b.name.toLowerCase()
            ? 1
            : a.name < b.name
              ? -1
              : 1,
      );
    if (imports.every(({ isType }) => isType))
      return typeCode`import type { ${join(imports.map(specifier), code`, `)} } from ${string(from)};\n`;
    const specifiers = imports.map((each, index) => {
      const separator = index === imports.length - 1 ? nothing : code`, `;
      return each.isType
        ? typeCode`type ${specifier(each)}${separator}`
        : code`${specifier(each)}${separator}`;
    });
    return code`import { ${specifiers} } from ${string(from)};\n`;
  }
}

function specifier({ name, local }: Import): Code {
  return name === local ? identifier(name) : code`${identifier(name)} as ${identifier(local)}`;
}

/** Returns the specifier with which one generated module imports another. */
export function relativePath(from: string, to: string): string {
  const fromParts = from.split("/").slice(0, -1);
  const toParts = to.split("/");
  let common = 0;
  while (common < fromParts.length && common < toParts.length - 1 && fromParts[common] === toParts[common])
    common++;
  const up = "../".repeat(fromParts.length - common);
  return `${up || "./"}${toParts.slice(common).join("/")}.js`;
}
