import { createHmac } from "node:crypto";
import { describe, expect, test } from "vitest";
import { decodeValue } from "../../../src/runtime/codec/decode.ts";
import { encodeValue } from "../../../src/runtime/codec/encode.ts";
import { Reader } from "../../../src/runtime/codec/reader.ts";
import { Writer } from "../../../src/runtime/codec/writer.ts";
import type { Frame } from "../../../src/runtime/wire/frame.ts";
import { createHello } from "../../../src/runtime/wire/handshake.ts";

const secret = Buffer.alloc(32, 7);
const hello = createHello(secret, "test/0");
const [[, greeting]] = read(hello.frame) as [
  [number, { protocol: number[]; nonce: Uint8Array; auth: Uint8Array }],
];

function read({ head, segments }: Frame): unknown {
  return decodeValue(new Reader(head, segments, { receive: () => undefined }));
}

function frame(messages: unknown): Frame {
  const writer = new Writer({ writeRemote: () => false });
  encodeValue(writer, messages);
  return writer.take();
}

const sign = (side: string, key = secret): Buffer =>
  createHmac("sha256", key).update(side).update(greeting.nonce).digest();

/** What the right worker answers. */
const welcome = {
  protocol: 1,
  nonce: greeting.nonce,
  auth: sign("worker:"),
  worker: "0",
  python: "3.11.7",
  pid: 1,
};

test("the host proves that it knows the secret, without telling it", () => {
  expect(greeting.protocol).toEqual([1]);
  expect(greeting.nonce).toHaveLength(16);
  expect(Buffer.from(greeting.auth)).toEqual(sign("host:"));
  expect(Buffer.from(hello.frame.head).includes(secret)).toBe(false);
});

test("the right worker is welcome", () => {
  expect(() => hello.verify(frame([[17, welcome]]))).not.toThrow();
});

describe("is no worker of ours", () => {
  test.each([
    ["without a proof", [[17, { ...welcome, auth: undefined }]], /does not know its secret/],
    [
      "with another secret",
      [[17, { ...welcome, auth: sign("worker:", Buffer.alloc(32)) }]],
      /does not know its secret/,
    ],
    [
      "that sends our own proof back",
      [[17, { ...welcome, auth: greeting.auth }]],
      /does not know its secret/,
    ],
    [
      "with the nonce of another greeting",
      [[17, { ...welcome, nonce: Buffer.alloc(16) }]],
      /does not know its secret/,
    ],
    ["of another protocol", [[17, { ...welcome, protocol: 2 }]], /protocol 2/],
    ["that refuses", [[18, { code: "UnsupportedProtocol", message: "too old" }]], /too old/],
    ["that answers a call first", [[0, 1, null]], /no answer to a hello/],
    [
      "that says more",
      [
        [17, welcome],
        [0, 1, null],
      ],
      /no answer to a hello/,
    ],
    ["that says nothing", [], /no answer to a hello/],
    ["that sends a number", 17, /no answer to a hello/],
  ])("one %s", (_, messages, message) => {
    expect(() => hello.verify(frame(messages))).toThrow(
      expect.objectContaining({ code: "ProtocolError", message: expect.stringMatching(message) }),
    );
  });

  test("one that sends no msgpack", () => {
    expect(() => hello.verify({ head: Buffer.from([0xc1]), segments: [] })).toThrow(/no answer to a hello/);
  });
});
