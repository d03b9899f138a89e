import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";

/** Where messages, flags, operations and extension types are written and read. */
const typescript = {
  folders: [
    "call",
    "codec",
    "connection",
    "host",
    "object",
    "pool",
    "program",
    "session",
    "transport",
    "wire",
  ].map((folder) => `src/runtime/${folder}`),
  /** The tables themselves. */
  homes: [
    "wire/messages.ts",
    "wire/flags.ts",
    "wire/operations.ts",
    "codec/extension.ts",
    "host/iterable-form.ts",
  ],
  patterns: [
    /\bwriter\.unsigned\(\d+\)/, // a message's number
    /\b(beginExtension|writeExtension|extension)\(\d+\b/,
    /\b(kind|op|operation|type|code|form)\s*[!=]==\s*\d+\b/,
    /\bflags?\s*[&|]=?\s*\d+\b/,
    /\bflags:\s*[1-9]\d*\b/,
    /\b(op|operation):\s*\d+\b/,
  ],
};

const python = {
  folders: ["python/src/snakebridge_worker/_internal"],
  homes: [
    "wire/messages.py",
    "wire/flags.py",
    "wire/operations.py",
    "codec/extension.py",
    "values/iterable_forms.py",
  ],
  patterns: [
    /\b(kind|op|code|form|message\[0\])\s*[!=]=\s*\d+\b/,
    /\b(kind|op|code|form|message\[0\]) (not )?in [([{]\d/,
    /\bcase \[\d+\b/,
    /\b(send|add|append|tell|announce|_tell|_announce|packb|_pack|pack)\(\[+\d+[,\]]/, // a message that begins with a number
    /\bflags?\s*[&|]=?\s*~?\d+\b/,
    /\bflags=[1-9]\d*\b/,
    /\bExtType\(\d+\b/,
    /\bbodies_of\(\d+\b/,
  ],
};

interface Side {
  readonly folders: readonly string[];
  readonly homes: readonly string[];
  readonly patterns: readonly RegExp[];
}

const root = new URL("../../../", import.meta.url);

/** Lines outside of the tables that have a number of the wire. */
function bareNumbers({ folders, homes, patterns }: Side): string[] {
  return folders.flatMap(sourcesIn).flatMap((path) => {
    if (homes.some((home) => path.endsWith(home))) return [];
    const lines = readFileSync(new URL(path, root), "utf8").split("\n");
    return lines.flatMap((line, index) =>
      isBare(line, patterns) ? [`${path}:${index + 1}: ${line.trim()}`] : [],
    );
  });
}

function isBare(line: string, patterns: readonly RegExp[]): boolean {
  return patterns.some((pattern) => pattern.test(line));
}

function sourcesIn(folder: string): string[] {
  return readdirSync(new URL(`${folder}/`, root), { recursive: true, encoding: "utf8" })
    .filter((name) => /\.(ts|py)$/.test(name) && !name.startsWith("introspect"))
    .map((name) => `${folder}/${name.replaceAll("\\", "/")}`);
}

/** The constants of the tables; an assignment to one of these elsewhere is a second table. */
function pythonNames(): string[] {
  const { homes } = python;
  return homes.flatMap((home) =>
    [
      ...readFileSync(new URL(`${python.folders[0]}/${home}`, root), "utf8").matchAll(/^([A-Z_]+) = \d+$/gm),
    ].map(([, name]) => name!),
  );
}

describe("numbers of the wire have names", () => {
  test("in the run time", () => {
    expect(bareNumbers(typescript)).toEqual([]);
  });

  test("in the worker", () => {
    expect(bareNumbers(python)).toEqual([]);
  });

  test("and no constant of the worker has a number of its own", () => {
    const assignment = new RegExp(`^[A-Z_, ]*\\b(${pythonNames().join("|")})\\b[A-Z_, ]* = .*\\d`);
    expect(bareNumbers({ ...python, patterns: [assignment] })).toEqual([]);
  });

  test.each([
    "  writer.unsigned(3);",
    "    if (type === 17) return;",
    "  const kept = (call.flags & 1) !== 0;",
    "  return { flags: 4, payload };",
    "  const start = writer.beginExtension(34);",
  ])("TypeScript: %s", (line) => {
    expect(isBare(line, typescript.patterns)).toBe(true);
  });

  test.each([
    "            if kind == 0:",
    "                if message[0] == 4:",
    "        if kind in (1, 2):",
    "            case [2, *calls]:",
    "        self._outbox.send([8], ())",
    "            self._announce([2, number, names])",
    "        if flags & 1:",
    "        flags &= ~1",
    "    return ExtType(35, b'')",
  ])("Python: %s", (line) => {
    expect(isBare(line, python.patterns)).toBe(true);
  });
});
