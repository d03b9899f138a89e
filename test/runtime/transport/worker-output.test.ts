import { PassThrough, Writable } from "node:stream";
import { expect, test, vi } from "vitest";
import { toLines } from "../../../src/runtime/transport/output-lines.ts";
import {
  forwardOutput,
  intoStream,
  type WorkerOutput,
} from "../../../src/runtime/transport/worker-output.ts";

function forward(): { source: PassThrough; written: string[]; output: WorkerOutput } {
  const source = new PassThrough();
  const written: string[] = [];
  const write = (bytes: Uint8Array) => void written.push(Buffer.from(bytes).toString());
  const output = forwardOutput(source, { write });
  return { source, written, output };
}

async function write(source: PassThrough, text: string): Promise<void> {
  await new Promise((resolve) => source.write(text, resolve));
}

test("lines are forwarded whole", async () => {
  const { source, written, output } = forward();
  await write(source, "one\ntw");
  expect(written).toEqual(["one\n"]);
  await write(source, "o\nthree");
  expect(written).toEqual(["one\n", "two\n"]);
  output.flush();
  expect(written).toEqual(["one\n", "two\n", "three"]);
});

test("a line that does not end is shown after a while, and at the end", async () => {
  const { source, written } = forward();
  await write(source, "Password: ");
  await vi.waitFor(() => expect(written).toEqual(["Password: "]));
  await write(source, "rest");
  source.end();
  await vi.waitFor(() => expect(written.join("")).toBe("Password: rest"));
});

test("a line that does not end is not held for ever", async () => {
  const { source, written } = forward();
  for (let n = 0; n < 32; n++) await write(source, "x".repeat(32 * 1024));
  expect(written.join("").length).toBe(2 ** 20);
});

test("a progress bar moves", async () => {
  const { source, written } = forward();
  await write(source, "\r 10 %\r 20 %\r");
  expect(written).toEqual(["\r 10 %\r 20 %\r"]);
});

test("the tail is the last whole lines", async () => {
  const { source, output } = forward();
  const lines = Array.from({ length: 1000 }, (_, index) => `line ${index}`);
  await write(source, `${lines.join("\n")}\n`);
  const tail = output.tail().split("\n");
  expect(tail.length).toBeGreaterThan(50);
  expect(tail).toEqual(lines.slice(-tail.length));
});

test("Python waits where the reader is slow", async () => {
  const source = new PassThrough({ highWaterMark: 1024 });
  const taken: (() => void)[] = [];
  const target = new Writable({
    highWaterMark: 1024,
    write: (_chunk, _encoding, done) => void taken.push(done),
  });
  forwardOutput(source, intoStream(source, target));
  forwardOutput(new PassThrough(), intoStream(source, target));
  await write(source, `${"x".repeat(2000)}\n`);
  await vi.waitFor(() => expect(source.isPaused()).toBe(true));
  expect(target.writableLength).toBe(2001);
  taken.shift()!();
  await vi.waitFor(() => expect(source.isPaused()).toBe(false));
  source.write(`${"y".repeat(2000)}\n`);
  await vi.waitFor(() => expect(source.isPaused()).toBe(true));
  target.destroy();
  await vi.waitFor(() => expect(source.isPaused()).toBe(false));
});

test("lines for a handler", () => {
  const lines: string[] = [];
  const take = toLines((line) => lines.push(line));
  for (const text of ["one\n\ntwo\r\nthree\r", "\n", "\r 10 %\r 20 %\r", "\n", "ä\n"])
    take(Buffer.from(text));
  take(Buffer.from([0xc3]));
  take(Buffer.from([0xa4, 0xff, 0x0a]));
  expect(lines).toEqual(["one", "", "two", "three", " 10 %", " 20 %", "ä", "ä\ufffd"]);
});
