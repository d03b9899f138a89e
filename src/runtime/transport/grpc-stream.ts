import type { ClientDuplexStream } from "@grpc/grpc-js";
import { SnakebridgeError } from "../errors.ts";
import { encodePrefix, type Frame } from "../wire/frame.ts";
import { FrameParser, feed } from "../wire/frame-parser.ts";
import { createHello } from "../wire/handshake.ts";
import type { Carrier, CarrierEvents, CarrierOptions } from "./carrier.ts";
import { type Chunk, openGrpcChannel } from "./grpc-channel.ts";

const maxChunkBytes = 1024 * 1024;
/** gRPC keeps the event loop alive while a stream is open, so one that has nothing to do for this long is ended. */
const idleMs = 25;

/** One stream of calls; after it has ended there may be another. */
interface Stream {
  readonly call: ClientDuplexStream<Chunk, Chunk>;
  /** The worker has proved itself: frames may be sent. */
  proven: boolean;
  /** We have ended our side. */
  ending: boolean;
}

/**
 * Opens the carrier on a worker's control address. Settles like `openLane`. The stream is ended when it is idle and opened
 * anew at the next frame; the HTTP/2 connection stays, and so do the worker's objects.
 */
export async function openGrpcStream(
  address: string,
  options: CarrierOptions,
  events: CarrierEvents,
): Promise<Carrier> {
  const channel = await openGrpcChannel(address, options.secret);
  return new Promise((resolve, reject) => {
    let stream: Stream | undefined;
    /** Frames for a stream that is not open yet. */
    let waiting: Frame[] = [];
    let bufferedBytes = 0;
    let busy = true;
    let opened = false;
    let closed = false;
    let idleTimer: NodeJS.Timeout | undefined;

    const carrier: Carrier = {
      kind: "grpc",
      send(frame) {
        if (closed) return;
        if (stream?.proven && !stream.ending) {
          write(stream, frame);
        } else {
          waiting.push(frame);
          stream ??= open();
        }
        endWhenIdle();
      },
      get bufferedBytes() {
        return bufferedBytes;
      },
      ref() {
        busy = true;
      },
      unref() {
        busy = false;
        endWhenIdle();
      },
      close: () => finish(),
    };

    function open(): Stream {
      const hello = createHello(options.secret, options.client);
      const next: Stream = { call: channel.calls(), proven: false, ending: false };
      const parser = new FrameParser((frame) => {
        if (next.proven) return events.onFrame(frame);
        hello.verify(frame);
        next.proven = true;
        opened = true;
        resolve(carrier);
        for (const delayed of waiting.splice(0)) write(next, delayed);
        endWhenIdle();
      }, options.maxFrameBytes);
      next.call.on("data", ({ data }) => attempt(() => feed(parser, data)));
      // The status tells the same, for ends of every kind.
      next.call.on("error", () => {});
      next.call.on("status", ({ code, details }) => {
        attempt(() => parser.end());
        if (!next.ending) finish(lost(`gRPC status ${code}${details ? `, ${details}` : ""}`));
        stream = !closed && waiting.length > 0 ? open() : undefined;
      });
      write(next, hello.frame);
      return next;
    }

    function write({ call }: Stream, frame: Frame): void {
      for (const bytes of [encodePrefix(frame), ...frame.segments]) {
        for (let at = 0; at < bytes.length; at += maxChunkBytes) {
          const data = bytes.subarray(at, at + maxChunkBytes);
          bufferedBytes += data.length;
          call.write({ data }, () => {
            bufferedBytes -= data.length;
          });
        }
      }
    }

    function endWhenIdle(): void {
      if (busy || idleTimer !== undefined) return;
      // The open stream keeps the event loop alive until then, so the timer need not.
      idleTimer = setTimeout(() => {
        idleTimer = undefined;
        if (busy || stream === undefined || !stream.proven || stream.ending) return;
        stream.ending = true;
        stream.call.end();
      }, idleMs).unref();
    }

    function attempt(run: () => void): void {
      try {
        run();
      } catch (error) {
        finish(error as Error);
      }
    }

    function finish(error?: Error): void {
      if (closed) return;
      closed = true;
      waiting = [];
      clearTimeout(idleTimer);
      stream?.call.cancel();
      channel.close();
      if (opened) events.onClose(error);
      else reject(error ?? lost("closed"));
    }

    stream = open();
  });
}

function lost(why: string): SnakebridgeError {
  return new SnakebridgeError("ProtocolError", `The worker's stream of calls has ended: ${why}.`);
}
