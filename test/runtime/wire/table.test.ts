import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { Extension } from "../../../src/runtime/codec/extension.ts";
import { Form } from "../../../src/runtime/host/iterable-form.ts";
import { State } from "../../../src/runtime/object/stream.ts";
import { Flag } from "../../../src/runtime/wire/flags.ts";
import { protocols } from "../../../src/runtime/wire/handshake.ts";
import {
  type Arity,
  HostMessage,
  hostArity,
  WorkerMessage,
  workerArity,
} from "../../../src/runtime/wire/messages.ts";
import { Operation } from "../../../src/runtime/wire/operations.ts";

interface Row {
  readonly number: number;
  readonly arity: readonly [number, number | null];
  readonly parts?: readonly string[];
  readonly payload?: readonly string[];
}

interface WireTable {
  readonly protocol: number;
  readonly hostMessages: Readonly<Record<string, Row>>;
  readonly workerMessages: Readonly<Record<string, Row>>;
  readonly operations: Readonly<Record<string, Row>>;
  readonly flags: Numbers;
  readonly extensionTypes: Numbers;
  readonly iterableForms: Numbers;
  readonly batchStates: Numbers;
}

type Numbers = Readonly<Record<string, number>>;

const table: WireTable = JSON.parse(read("proto/snakebridge/v1/wire.json"));
const page = read("docs/internals/wire.md");
const internal = "python/src/snakebridge_worker/_internal";

function read(path: string): string {
  return readFileSync(new URL(`../../../${path}`, import.meta.url), "utf8");
}

function numbersOf(rows: Readonly<Record<string, Row>>): Numbers {
  return Object.fromEntries(Object.entries(rows).map(([name, { number }]) => [name, number]));
}

/** As they are in TypeScript, where any number of parts is infinity. */
function aritiesOf(rows: Readonly<Record<string, Row>>): Readonly<Record<string, Arity>> {
  return Object.fromEntries(
    Object.entries(rows).map(([name, { arity }]) => [name, [arity[0], arity[1] ?? Number.POSITIVE_INFINITY]]),
  );
}

/** `BY_REFERENCE` as `byReference`. */
function camelCase(name: string): string {
  return name.toLowerCase().replace(/_(.)/g, (_, letter: string) => letter.toUpperCase());
}

/** The numbers that a Python module gives to names, in order: `BY_REFERENCE = 4`. */
function pythonNumbers(module: string, names: RegExp = /./): [name: string, number: number][] {
  const constants = read(`${internal}/${module}`).matchAll(/^([A-Z_]+) = (\d+)$/gm);
  return [...constants]
    .filter(([, name]) => names.test(name!))
    .map(([, name, number]) => [camelCase(name!), Number(number)]);
}

/** A Python dict of arities, `CALL: (5, 7),`, by name. */
function pythonArities(module: string, dict: string): Record<string, Arity> {
  const body = new RegExp(`^${dict} = \\{\n(.*?)^\\}`, "ms").exec(read(`${internal}/${module}`))![1]!;
  const rows = body.matchAll(/^ {4}([A-Z_]+): \((\d+), (\d+|UNBOUNDED)\),$/gm);
  return Object.fromEntries(
    [...rows].map(([, name, fewest, most]) => [
      camelCase(name!),
      [Number(fewest), most === "UNBOUNDED" ? Number.POSITIVE_INFINITY : Number(most)],
    ]),
  );
}

/** The rows of the page's table below a heading or a sentence, whose first two columns are number and name. */
function pageRows(
  columns: string,
): { readonly name: string; readonly number: number; readonly parts: string }[] {
  const start = page.indexOf(`\n| ${columns} |`);
  expect(start, `the page has a table with the columns ${columns}`).toBeGreaterThan(0);
  const [rows] = /^(?:\|.*\n)+/.exec(page.slice(start + 1))!;
  return [...rows.matchAll(/^\| (\d+) \| `(\w+)` \| (?:`([^`|]*)`)?/gm)].map(([, number, name, parts]) => ({
    name: name!,
    number: Number(number),
    parts: parts ?? "",
  }));
}

function pageNumbers(columns: string): Numbers {
  return Object.fromEntries(pageRows(columns).map(({ name, number }) => [name, number]));
}

/** Two tables have the columns of messages: the first is the host's. */
function pageMessages(direction: "Host → worker" | "Worker → host"): ReturnType<typeof pageRows> {
  const section = page.slice(page.indexOf(`### ${direction}`));
  const [rows] = /^(?:\| \d.*\n)+/m.exec(section)!;
  return [...rows.matchAll(/^\| (\d+) \| `(\w+)` \| (?:`([^`|]*)`)? ?\|/gm)].map(
    ([, number, name, parts]) => ({
      name: name!,
      number: Number(number),
      parts: parts ?? "",
    }),
  );
}

describe("the table of the wire is the same in wire.json, in TypeScript, in Python and on its page:", () => {
  test("the protocol", () => {
    expect(protocols).toEqual([table.protocol]);
    expect(pythonNumbers("wire/handshake.py", /^PROTOCOL$/)).toEqual([["protocol", table.protocol]]);
    expect(page).toMatch(`# The wire, protocol ${table.protocol}\n`);
  });

  test("messages", () => {
    const host = numbersOf(table.hostMessages);
    const worker = numbersOf(table.workerMessages);
    expect(HostMessage).toEqual(host);
    expect(WorkerMessage).toEqual(worker);
    expect(pythonNumbers("wire/messages.py")).toEqual([...Object.entries(host), ...Object.entries(worker)]);
  });

  test.each([
    ["Host → worker", table.hostMessages],
    ["Worker → host", table.workerMessages],
  ] as const)("messages %s on the page, with their parts", (direction, rows) => {
    expect(pageMessages(direction)).toEqual(
      Object.entries(rows).map(([name, { number, parts }]) => ({ name, number, parts: parts!.join(", ") })),
    );
  });

  test("arities of messages", () => {
    expect(hostArity).toEqual(aritiesOf(table.hostMessages));
    expect(workerArity).toEqual(aritiesOf(table.workerMessages));
    expect(pythonArities("wire/messages.py", "HOST_ARITY")).toEqual(hostArity);
    expect(pythonArities("wire/messages.py", "WORKER_ARITY")).toEqual(workerArity);
  });

  test("parts agree with arities", () => {
    const rows = [table.hostMessages, table.workerMessages, table.operations].flatMap(Object.entries<Row>);
    for (const [name, { arity, parts, payload }] of rows) {
      const names = parts === undefined ? payload! : ["number", ...parts];
      const required = names.filter((part) => part !== "…" && !part.endsWith("?")).length;
      expect([required, names.includes("…") ? null : names.length], name).toEqual(arity);
    }
  });

  test("flags", () => {
    expect(Flag).toEqual(table.flags);
    expect(pythonNumbers("wire/flags.py")).toEqual(Object.entries(table.flags));
    expect(pageNumbers("flag | name | meaning")).toEqual(table.flags);
  });

  test("operations", () => {
    const numbers = numbersOf(table.operations);
    expect(Operation).toEqual(numbers);
    expect(pythonNumbers("wire/operations.py")).toEqual(Object.entries(numbers));
    expect(pythonArities("wire/operations.py", "ARITY")).toEqual(aritiesOf(table.operations));
    expect(pageRows("operation | name | payload, a msgpack array | result")).toEqual(
      Object.entries(table.operations).map(([name, { number, payload }]) => ({
        name,
        number,
        parts: payload!.join(", "),
      })),
    );
  });

  test("extension types", () => {
    expect(Extension).toEqual(table.extensionTypes);
    expect(pythonNumbers("codec/extension.py")).toEqual(Object.entries(table.extensionTypes));
    expect(pageNumbers("code | name | body")).toEqual(table.extensionTypes);
  });

  test("forms of iterables", () => {
    expect(Form).toEqual(table.iterableForms);
    expect(pythonNumbers("values/iterable_forms.py")).toEqual(Object.entries(table.iterableForms));
    expect(pageNumbers("form | name | Python's `for` and `async for`")).toEqual(table.iterableForms);
  });

  test("states of batches", () => {
    expect(State).toEqual(table.batchStates);
    expect(pythonNumbers("codec/batches.py", /^(MORE|DONE|SHARED|LIVE)$/)).toEqual(
      Object.entries(table.batchStates),
    );
    expect(pageNumbers("state | name | meaning")).toEqual(table.batchStates);
  });
});
