import type { Dispatcher, PoolConnection } from "../../../src/runtime/call/dispatcher.ts";
import { decodeValue } from "../../../src/runtime/codec/decode.ts";
import { encodeValue } from "../../../src/runtime/codec/encode.ts";
import { Reader } from "../../../src/runtime/codec/reader.ts";
import { Writer } from "../../../src/runtime/codec/writer.ts";
import { createConnection } from "../../../src/runtime/object/create-connection.ts";
import type { Carrier } from "../../../src/runtime/transport/carrier.ts";
import type { Frame } from "../../../src/runtime/wire/frame.ts";

export interface SentCall {
  readonly id: number;
  readonly flags: number;
  readonly op: number;
  /** Pending calls read as "pending 1", references as "handle 1". */
  readonly payload: unknown;
}

/** A double of the far side: it records what is sent and answers what the test says. */
export interface ScriptedWorker extends Dispatcher {
  readonly connection: PoolConnection;
  readonly frames: unknown[][];
  readonly interrupted: number[];
  /** Whether the event loop is held. */
  readonly held: boolean;
  readonly closed: boolean;
  calls(frame?: number): SentCall[];
  reply(...messages: [type: number, id: number, value: unknown][]): void;
  /** A frame of any bytes. */
  raw(head: Uint8Array): void;
}

export function scriptWorker(pid = 1, largestId = 1000): ScriptedWorker {
  const frames: unknown[][] = [];
  const interrupted: number[] = [];
  let held = false;
  let closed = false;
  const connection = createConnection({
    pid,
    largestId,
    owner: {
      dispatcher: undefined,
      largestLoad: Number.POSITIVE_INFINITY,
      full: () => undefined,
      idle: () => {},
      interrupt: (id) => void interrupted.push(id),
    },
  });
  const carrier: Carrier = {
    kind: "lane",
    bufferedBytes: 0,
    send: (frame) => void frames.push(readMessages(frame)),
    ref: () => {
      held = true;
    },
    unref: () => {
      held = false;
    },
    close: () => {
      closed = true;
    },
  };
  connection.attach(carrier);
  return {
    connection,
    frames,
    interrupted,
    get held() {
      return held;
    },
    get closed() {
      return closed;
    },
    connect: () => connection,
    calls(frame = frames.length - 1) {
      const calls = (frames[frame] ?? []) as [number, number, number, number, unknown][];
      return calls
        .filter(([type]) => type === 0)
        .map(([, id, flags, op, payload]) => ({ id, flags, op, payload }));
    },
    reply(...messages) {
      const writer = new Writer({ writeRemote: writeHandle });
      writer.arrayHeader(messages.length);
      for (const [type, id, value] of messages) {
        writer.arrayHeader(3);
        writer.unsigned(type);
        writer.unsigned(id);
        if (value === undefined || type === 2) {
          encodeValue(writer, value);
        } else {
          const start = writer.beginBinary();
          encodeValue(writer, value);
          writer.endBinary(start);
        }
      }
      connection.onFrame(writer.take());
    },
    raw: (head) => connection.onFrame({ head, segments: [] }),
  };
}

/** What a test writes for a reference: `new Handle(1, 2)`. */
export class Handle {
  readonly handle: number;
  readonly type: number;

  constructor(handle: number, type: number) {
    this.handle = handle;
    this.type = type;
  }
}

function writeHandle(writer: Writer, value: object): boolean {
  if (!(value instanceof Handle)) return false;
  const start = writer.beginExtension(32);
  writer.arrayHeader(2);
  writer.unsigned(value.handle);
  writer.unsigned(value.type);
  writer.endExtension(start);
  return true;
}

function readMessages(frame: Frame): unknown[] {
  const messages = decodeValue(reader(frame.head, frame.segments)) as unknown[][];
  for (const message of messages) {
    if (message[0] === 0)
      message[4] = decodeValue(reader(hostExtensions(message[4] as Uint8Array), frame.segments));
  }
  return messages;
}

function reader(head: Uint8Array, segments: readonly Uint8Array[]): Reader {
  return new Reader(head, segments, { receive: (handle) => ({ handle }) });
}

const hostCodes: ReadonlySet<number> = new Set([32, 33, 34, 39]);

/**
 * The host's extensions mean nothing to its own decoder: `32 handle`, `33 pending` and `39 result` become the texts "handle 1" and
 * "pending 1", `34 symbol` its text.
 */
function hostExtensions(payload: Uint8Array): Uint8Array {
  const out: number[] = [];
  for (let at = 0; at < payload.length; at++) {
    const code = payload[at + 5];
    if (payload[at] !== 0xc9 || !hostCodes.has(code ?? 0)) {
      out.push(payload[at]!);
      continue;
    }
    const size = payload[at + 4]!;
    const body = payload.subarray(at + 6, at + 6 + size);
    const text =
      code === 34 ? Buffer.from(body).toString() : `${code === 32 ? "handle" : "pending"} ${body.at(-1)}`;
    out.push(0xd9, text.length, ...Buffer.from(text));
    at += 5 + size;
  }
  return Uint8Array.from(out);
}
