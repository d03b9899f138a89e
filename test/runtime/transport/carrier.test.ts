import { describe, expect, onTestFinished, test, vi } from "vitest";
import { decodeValue } from "../../../src/runtime/codec/decode.ts";
import { encodeValue } from "../../../src/runtime/codec/encode.ts";
import { Reader } from "../../../src/runtime/codec/reader.ts";
import { Writer } from "../../../src/runtime/codec/writer.ts";
import type { Carrier } from "../../../src/runtime/transport/carrier.ts";
import { openGrpcCarrier } from "../../../src/runtime/transport/grpc-carrier.ts";
import { openLane } from "../../../src/runtime/transport/lane.ts";
import { startWorkerProcess } from "../../../src/runtime/transport/start-worker-process.ts";
import type { WorkerProcess } from "../../../src/runtime/transport/worker-process.ts";
import type { Frame } from "../../../src/runtime/wire/frame.ts";
import { testPython } from "../../support/test-python.ts";

type Kind = Carrier["kind"];
type Message = [type: number, id: number, payload: Uint8Array];

const client = "test/0";
const openers = {
  lane: (child: WorkerProcess) => openLane.bind(undefined, child.ready.lane!),
  grpc: (child: WorkerProcess) => openGrpcCarrier.bind(undefined, child.ready.control!),
};

/** A worker that offers one carrier. */
async function startWorker(kind: Kind): Promise<WorkerProcess> {
  const child = await startWorkerProcess({
    python: testPython,
    carriers: [kind],
    maxFrameBytes: 2 ** 32 - 1,
    startTimeoutMs: 30_000,
  });
  onTestFinished(async () => {
    child.ref();
    child.kill();
    await child.ended;
  });
  return child;
}

/** An open carrier, and all that happens on it. */
interface Session {
  readonly carrier: Carrier;
  /** Messages in their order, with the segments of their frames. */
  readonly messages: { readonly message: Message; readonly segments: readonly Uint8Array[] }[];
  readonly closes: (Error | undefined)[];
}

async function open(
  child: WorkerProcess,
  kind: Kind,
  options: { secret?: Buffer; maxFrameBytes?: number } = {},
): Promise<Session> {
  const messages: Session["messages"] = [];
  const closes: Session["closes"] = [];
  const carrier = await openers[kind](child)(
    { secret: child.secret, maxFrameBytes: 2 ** 32 - 1, client, ...options },
    {
      onFrame(frame) {
        for (const message of decode(frame)) messages.push({ message, segments: frame.segments });
      },
      onClose: (error) => closes.push(error),
    },
  );
  return { carrier, messages, closes };
}

function decode(frame: Frame): Message[] {
  const references = { receive: () => undefined };
  return decodeValue(new Reader(frame.head, frame.segments, references)) as Message[];
}

function encode(messages: unknown[]): Frame {
  const writer = new Writer({ writeRemote: () => false });
  encodeValue(writer, messages);
  return writer.take();
}

/** A frame of one call of a symbol. Arguments may be typed arrays, which become segments. */
function callFrame(id: number, symbol: string, args: readonly unknown[]): Frame {
  const payload = new Writer({ writeRemote: () => false });
  encodeValue(payload, [symbol, args]);
  const { head, segments } = payload.take();
  return { ...encode([[0, id, 0, 0, head]]), segments };
}

function readValue(bytes: Uint8Array, segments: readonly Uint8Array[] = []): unknown {
  return decodeValue(new Reader(bytes, segments, { receive: () => undefined }));
}

describe.each<Kind>(["lane", "grpc"])("the %s carrier", (kind) => {
  test("keeps the order of frames in both directions", async () => {
    const { carrier, messages } = await open(await startWorker(kind), kind);
    for (let id = 1; id <= 500; id++) carrier.send(callFrame(id, "operator:neg", [id]));
    await vi.waitFor(() => expect(messages).toHaveLength(500), 10_000);
    expect(messages.map(({ message: [type, id, payload] }) => [type, id, readValue(payload)])).toEqual(
      Array.from({ length: 500 }, (_, index) => [0, index + 1, -index - 1]),
    );
  });

  test("carries many large and empty segments exactly", async () => {
    const { carrier, messages } = await open(await startWorker(kind), kind);
    const array = Float64Array.from({ length: 2_500_000 }, (_, index) => index + 0.5);
    carrier.send(callFrame(1, "builtins:list", [[array, new Float64Array(0), array.subarray(0, 100_000)]]));
    await vi.waitFor(() => expect(messages).toHaveLength(1), 20_000);
    const { message, segments } = messages[0]!;
    const [first, second, third] = readValue(message[2], segments) as { data: Float64Array }[];
    expect(Buffer.from(first!.data.buffer).equals(Buffer.from(array.buffer))).toBe(true);
    expect(second!.data).toHaveLength(0);
    expect(third!.data).toEqual(array.slice(0, 100_000));
    expect(segments[0]!.buffer, "received in place, not copied").toBe(first!.data.buffer);
  });

  test("counts what has not left the process", async () => {
    const { carrier, messages } = await open(await startWorker(kind), kind);
    carrier.send(callFrame(1, "builtins:len", [new Float64Array(4_000_000)]));
    expect(carrier.bufferedBytes).toBeGreaterThan(1_000_000);
    await vi.waitFor(() => expect(messages).toHaveLength(1), 20_000);
    expect(carrier.bufferedBytes).toBe(0);
  });

  test("closes once, without an error when we close it", async () => {
    const { carrier, messages, closes } = await open(await startWorker(kind), kind);
    carrier.send(callFrame(1, "time:sleep", [0.05]));
    carrier.close();
    carrier.close();
    carrier.send(callFrame(2, "math:sqrt", [2]));
    await vi.waitFor(() => expect(closes).toEqual([undefined]));
    expect(messages).toEqual([]);
  });

  test("closes once, with an error, when the worker dies", async () => {
    const child = await startWorker(kind);
    const { carrier, closes } = await open(child, kind);
    carrier.send(callFrame(1, "os:_exit", [0]));
    await vi.waitFor(() => expect(closes).toEqual([expect.any(Error)]));
    carrier.close();
    child.ref();
    await child.ended;
    expect(closes).toHaveLength(1);
  });

  test("closes with an error when the worker does not understand a frame", async () => {
    const { carrier, closes } = await open(await startWorker(kind), kind);
    carrier.send(encode([[99, 1]]));
    await vi.waitFor(() => expect(closes).toEqual([expect.any(Error)]));
  });

  test("refuses a frame beyond the limit", async () => {
    const { carrier, closes } = await open(await startWorker(kind), kind, { maxFrameBytes: 100_000 });
    carrier.send(callFrame(1, "builtins:bytes", [200_000]));
    await vi.waitFor(() => expect(closes).toEqual([expect.objectContaining({ name: "FrameError" })]));
  });

  test("opens only for who knows the secret", async () => {
    const child = await startWorker(kind);
    await expect(open(child, kind, { secret: Buffer.alloc(32) })).rejects.toThrow();
    const { carrier, messages } = await open(child, kind);
    carrier.send(callFrame(1, "math:sqrt", [4]));
    await vi.waitFor(() => expect(messages).toHaveLength(1));
  });

  test("can be opened again, and the worker's state lives on", async () => {
    const child = await startWorker(kind);
    const first = await open(child, kind);
    first.carrier.send(callFrame(1, "sys:setrecursionlimit", [1234]));
    await vi.waitFor(() => expect(first.messages).toHaveLength(1));
    first.carrier.close();
    const second = await open(child, kind);
    second.carrier.send(callFrame(2, "sys:getrecursionlimit", []));
    await vi.waitFor(() => expect(second.messages).toHaveLength(1));
    expect(readValue(second.messages[0]!.message[2])).toBe(1234);
  });

  test("goes on after it was idle", async () => {
    const { carrier, messages, closes } = await open(await startWorker(kind), kind);
    for (let id = 1; id <= 3; id++) {
      carrier.ref();
      carrier.send(callFrame(id, "math:sqrt", [id]));
      await vi.waitFor(() => expect(messages).toHaveLength(id));
      carrier.unref();
      // Longer than a gRPC stream stays open for nothing; the worker then takes the next one.
      await new Promise((resolve) => setTimeout(resolve, 60));
    }
    expect(closes).toEqual([]);
  });
});
